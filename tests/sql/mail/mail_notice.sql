-- SPDX-License-Identifier: MIT
select plan(24);

select given.organization('Acme', email => 'Acme@Example.com') as acme,
    given.organization('Bolt', email => 'bolt@example.com',
        is_vouched => false) as bolt,
    given.organization('Mute') as mute \gset
update organization set locale = 'de' where id = :'bolt';
select id from given.invitation(:'acme', 'c@example.com') \gset
select given.state('{outbox}') as before \gset
select mail_notice(:'acme', 'rejected', :'id', 'c@example.com', 'No.');
select is(email, 'Acme@Example.com', 'the organization is told, as typed'),
    is(organization_id, :'acme', 'it is its mail'),
    is(state, 'queued', 'which is queued'),
    ok(due_at <= clock_timestamp(), 'due now'),
    is(date_trunc('minute', give_up_at - due_at + interval '1 s'),
        '3 days', 'and for three days'),
    is(invitation_id, :'id', 'it names the invitation'),
    is(recipient_id, null, 'but tells of nobody''s delivery'),
    is(link_id, null, 'and carries no link'),
    is(data::jsonb, '{"party": "c@example.com", "reason": "No.",
        "reader": "Acme", "place": null, "left": null}',
        'it has what the template needs')
from outbox where kind = 'rejected';
select is(mail_refusal(o, clock_timestamp()), null, 'it may go')
from outbox o where o.kind = 'rejected';
select is(given.state('{outbox}'), :'before', 'nothing else is written');

select given.state() as before \gset
select mail_notice(:'acme', 'rejected', :'id', 'c@example.com');
select is(given.state(), :'before', 'the same is not told again');
select mail_notice(:'acme', 'rejected', :'id', 'd@example.com'),
    mail_notice(:'acme', 'asked', :'id', 'c@example.com');
select is(array(select kind || ' ' || (data->>'party') from outbox
        where recipient_id is null order by id),
    '{rejected c@example.com,rejected d@example.com,asked c@example.com}',
    'another party and another kind are');
update outbox set created_at = created_at - interval '1 hour';
select mail_notice(:'acme', 'rejected', :'id', 'c@example.com');
select is(count(*)::integer, 3, 'and the same after an hour')
from outbox where kind = 'rejected';

select mail_notice(:'acme', (array['accepted', 'approval'])[1 + n % 2], null,
    n::text) from generate_series(1, 25) n;
select is(count(*)::integer, 20, 'of the uses of a public link 20 are told')
from outbox where invitation_id is null;
select is(array(select mail_json(o)->>'isLast' from outbox o
        where invitation_id is null order by id),
    array_fill('false'::text, array[19]) || '{true}', 'the last says so');
update outbox set created_at = created_at - interval '1 hour'
where (data->>'place')::integer > 18;
select mail_notice(:'acme', 'accepted', null, n::text)
from generate_series(26, 30) n;
select is(count(*)::integer, 22, 'as many as were told an hour ago may be')
from outbox where invitation_id is null;

select mail_notice(:'acme', 'approved', null, null, reader_id => :'bolt');
select is(email, 'bolt@example.com', 'another may be told, vouched or not'),
    is(locale, 'de', 'in its language'),
    is(organization_id, :'acme', 'by the organization')
from outbox where kind = 'approved';
select mail_notice(:'bolt', 'asked', null, n::text)
from generate_series(1, 9) n;
select is(count(*)::integer, 4,
    'one that is not gets five an hour, whoever tells it')
from outbox where organization_id = :'bolt';
select is(array(select mail_json(o)->>'isLast' from outbox o
        where email = 'bolt@example.com' order by id),
    array_fill('false'::text, array[4]) || '{true}', 'the last says so');
select is(count(*)::integer, 0, 'one that is vouched for is not counted')
from address_limit where email_key like '%acme%';
select given.state() as before \gset
select mail_notice(:'mute', 'asked', null, null);
select is(given.state(), :'before', 'who has no address is told nothing');

select * from finish();
