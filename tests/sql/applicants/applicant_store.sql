-- SPDX-License-Identifier: MIT
select plan(15);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme') as terms \gset
select id from given.applicants(:'acme', '{A@example.com,b@example.com}',
    documents => array[:'terms']::uuid[]) \gset
create function pg_temp.store(
    id uuid, email text, answers json, document uuid
) returns void
language sql as $$
    select applicant_store(applicant_of_link(l, null), l, email, answers,
        json_build_array(json_build_object('templateId', document, 'name',
            'Jim T.')), '00000000-0000-0000-0000-000000000001')
    from given.link_of(store.id, email) l
$$;
select pg_temp.store(:'id', 'a@example.com', '{"x": 1}', :'terms');
select is(row(i.state, i.use_count, i.revision)::text, '(pending,1,2)',
        'the invitation waits for the others'),
    is(a.custom_fields::text, '{"x": 1}', 'the answers count')
from invitation i join applicant_invitation a on a.invitation_id = i.id;
select is(w.custom_fields::text, '{"x": 1}', 'what was answered is kept'),
    is(w.accepted_at, s.signed_at, 'with the time'),
    is(row(s.name, s.email, s.esign_template_id)::text,
        format('("Jim T.",A@example.com,%s)', :'terms'),
        'the signature has the name typed and the address'),
    is(s.sha256, t.sha256, 'and the digest of the text'),
    is(s.link_id, (given.link_of(:'id', 'a@example.com')).id,
        'and the link')
from signature s
join invitation_applicant w on w.recipient_id = s.recipient_id
join esign_template t on t.id = s.esign_template_id;
select is((e).type, 'invitation.accepted', 'an event says so'),
    is((e).actor, 'link:' || (given.link_of(:'id', 'a@example.com')).id,
        'by which link'),
    is((e).data->'customFields'->>'x', '1', 'and what was answered'),
    is((e).request_id, '00000000-0000-0000-0000-000000000001',
        'in which request')
from given.last_event() e;
select is((select string_agg(o.state, ' ') from outbox o), 'queued queued',
    'mail may still be on its way');
select pg_temp.store(:'id', 'b@example.com', '{"x": 2}', :'terms');
select is(row(i.state, i.use_count, i.accepted_at is null)::text,
        '(accepted,2,f)', 'the last one completes it'),
    is(a.custom_fields::text, '{"x": 2}', 'and that one''s answers count')
from invitation i join applicant_invitation a on a.invitation_id = i.id;
select is(bool_or(r.is_live), false, 'its targets are free')
from recipient r;

select * from finish();
