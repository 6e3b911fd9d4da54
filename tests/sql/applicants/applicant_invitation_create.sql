-- SPDX-License-Identifier: MIT
select plan(36);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
create function pg_temp.wrong(r reply) returns text
language sql as $$
    -- Which fields are wrong, and how.
    select coalesce((select string_agg(concat_ws(' ', e->>'pointer',
            e->>'code'), ', ')
        from json_array_elements(r.body->'errors') e), r.code)
$$;
update organization set redirect_urls = '{https://a.example/}'
where id = :'acme';
create function pg_temp.invite(
    organization_id uuid, caller json, emails text[] default
    '{Jim@example.com}', business json default '{"name": "Bolt"}',
    id uuid default null, object json default null, case_id uuid default
    null, existing uuid[] default null, document uuid default null,
    documents uuid[] default null, questions uuid default null, answers json
    default null, redirect_url text default null, address_per_hour integer
    default 5, links json default given.links(8)
) returns reply
language sql as $$
    select applicant_invitation_create(organization_id, caller, links,
        address_per_hour, business, id, object, case_id,
        given.people(emails), existing, document, documents, questions,
        answers, 'Jane', 'Hello', 'de', redirect_url)
$$;
select given.guards(format('pg_temp.invite(%L, $1)', :'acme'));
select given.esign(:'acme') as terms, given.questions(:'acme') as questions
\gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.invite(:'firm', :'caller')), 'not_found',
        'what is no customer invites nobody'),
    is(pg_temp.wrong(pg_temp.invite(:'acme', :'caller',
        '{a@example.com,a@example.com}', null, null, null, null,
        array[:'acme']::uuid[], :'acme', null, null, '{"a": 1}',
        'https://b.example/')), '#/business required, '
        '#/applicants/1/email not_allowed, '
        '#/existing_applicant_ids/0 not_allowed, '
        '#/esign_template_id not_allowed, #/custom_fields not_allowed, '
        '#/redirect_url not_allowed', 'all that is wrong is said at once'),
    is(given.state(), :'before', 'and nothing is written');

-- A new business.
select given.links(8) as links \gset
select body, id from pg_temp.invite(:'acme', :'caller',
    '{Jim@example.com,ann@example.com}', documents => array[:'terms']::uuid[],
    questions => :'questions', answers => '{"size": 3}', redirect_url =>
    'https://a.example/', links => :'links') \gset
select is(:'body'::json->>'status', 'success', 'it is done'),
    is(:'body'::json->>'message', 'Business invited successfully',
        'in the document''s words'),
    is(:'body'::json->>'data', json_build_object('business_id',
        a.business_id, 'applicant_email', 'Jim@example.com',
        'invitation_id', :'id', 'invitation_url', chr(1) || format(
            'url 1 %s %s %s', :'acme', :'links'::json->0->>'id',
            :'links'::json->0->>'salt'),
        'customer_id', :'acme', 'applicants',
        :'body'::json->'data'->'applicants')::text,
        'with the first applicant''s address and link'),
    is((select string_agg(concat_ws(' ', p->>'email', split_part(
            p->>'invitation_url', ' ', 4) = :'links'::json->(2 * (n - 1)
            )::integer->>'id', p->>'applicant_id' = w.id::text), ', ')
        from json_array_elements(:'body'::json->'data'->'applicants')
            with ordinality u (p, n)
        join applicant w on w.email = p->>'email'),
        'Jim@example.com t t, ann@example.com t t', 'and each one''s'),
    is(i.max_uses, 2, 'it is good for both'),
    is(i.redirect_url, 'https://a.example/', 'with the way on'),
    is(a.custom_fields::jsonb, '{"size": 3}', 'and the answers'),
    is(b.name, 'Bolt', 'a business was made')
from invitation i join applicant_invitation a on a.invitation_id = i.id
join applicant_business b on b.id = a.business_id
where i.id = :'id';
select is(string_agg(o.email, ' ' order by o.id),
    'Jim@example.com ann@example.com', 'both are mailed')
from outbox o where invitation_id = :'id';
select is(count(*)::int, 2, 'both mails count'),
    is(min(organization_id::text), :'root', 'within the topmost')
from address_limit where cardinality(sent_at) = 1;
select is(given.events(:'id'), 'invitation.created', 'an event says so');
select business_id as bolt from applicant_invitation
where invitation_id = :'id' \gset
select id as ann from applicant where email_key = 'ann@example.com' \gset

-- One live invitation.
select given.state('{address_limit}') as before \gset
select r.code, r.body from pg_temp.invite(:'acme', :'caller',
    '{new@example.com,ANN@example.com}', null, :'bolt') r \gset
select is(:'code'::text, 'invitation_already_pending',
        'an address is invited to a business once'),
    is(:'body'::json->>'existingId', :'id', 'and told to what');
select is((pg_temp.invite(:'acme', :'caller')).body->>'existingId', :'id',
        'the same request again invites nobody'),
    is((pg_temp.invite(:'acme', :'caller', '{x@example.com}', null, :'bolt',
        existing => array[:'ann']::uuid[])).code,
        'invitation_already_pending', 'nor does an existing applicant'),
    is(given.state('{address_limit}'), :'before', 'nothing is written');
select is((pg_temp.invite(:'acme', :'caller', business =>
    '{"name": "Other"}')).code, null, 'to another business they may be');

-- Known ones.
select (applicant_case_create(:'acme', :'caller', :'bolt', 'Loan')).id as loan
\gset
select body, id from pg_temp.invite(:'acme', :'caller', '{kim@example.com}',
    null, null, json_build_object('id', :'bolt', 'mobile', '7'), :'loan',
    document => :'terms', documents => array[:'terms']::uuid[]) \gset
select is(a.business_id, :'bolt'::uuid, 'a known business is invited to'),
    is(a.case_id, :'loan'::uuid, 'in a case of it'),
    is((select mobile from applicant_business where id = :'bolt'), '7',
        'what was added is stored'),
    is(a.esign_template_ids, array[:'terms']::uuid[],
        'a document named twice is there once')
from applicant_invitation a where invitation_id = :'id';
select id as third from pg_temp.invite(:'acme', :'caller', '{z@example.com}',
    '{"name": "Third"}', existing => array[:'ann']::uuid[]) \gset
select is(string_agg(r.email, ' ' order by r.id),
    'z@example.com ann@example.com', 'a known applicant is invited behind'),
    is((array_agg(w.applicant_id order by r.id))[2], :'ann'::uuid,
        'under the same id')
from recipient r join invitation_applicant w on w.recipient_id = r.id
where r.invitation_id = :'third';

-- Too many mails, and none wanted.
select r.code, r.body from pg_temp.invite(:'acme', :'caller',
    '{y@example.com,z@example.com}', '{"name": "More"}',
    address_per_hour => 1) r \gset
select is(:'code'::text, 'too_many', 'an address is mailed so often'),
    is(:'body'::json->>'retryAfter', '3600', 'in an hour'),
    is((select count(*)::int from applicant_business where name = 'More'), 0,
        'and nothing is written');
insert into suppression (organization_id, email_key)
values (:'acme', 'quiet@example.com');
select id from pg_temp.invite(:'acme', :'caller', '{quiet@example.com}',
    '{"name": "Quiet"}') \gset
select is(delivery_state, 'suppressed', 'who wants no mail gets none')
from recipient where invitation_id = :'id';

select * from finish();
