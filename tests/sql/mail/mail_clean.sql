-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
select id as link from given.link(:'id') \gset
delete from address_limit;
insert into idempotency (organization_id, owner, method, path, key, body_hmac,
    created_at)
select :'acme', '\x00', 'POST', '/', n::text, '\x00', clock_timestamp() - ago
from (values (1, interval '23 h'), (2, '25 h'), (3, '26 h')) v (n, ago);
insert into verification (organization_id, link_id, email_key, sent_at,
    tries_since, proof_expires_at)
select :'acme', :'link', name, array[clock_timestamp() - sent],
    clock_timestamp() - tries, clock_timestamp() + proof
from (values ('sent', interval '1 h', interval '2 d', interval '-1 s'),
    ('tried', '2 d', '1 h', '-1 s'), ('proved', '2 d', '2 d', '1 m'),
    ('over', '2 d', '2 d', '-1 s')) v (name, sent, tries, proof);
insert into address_limit (organization_id, email_key, sent_at)
values (:'acme', 'new', array[clock_timestamp() - interval '59 m']),
    (:'acme', 'old', array[clock_timestamp() - interval '61 m']),
    (:'acme', 'none', '{}');
insert into session_limit (organization_id, email_key, tried_at)
select :'acme', name, array[clock_timestamp() - interval '2 h',
    clock_timestamp() - ago]
from (values ('new', interval '59 m'), ('old', '61 m')) v (name, ago);
insert into outbox (organization_id, id, kind, email, state, give_up_at,
    ended_at)
select :'acme', gen_random_uuid(), 'code', name, 'sent', now(),
    clock_timestamp() - ago
from (values ('new', interval '6 d'), ('old', '8 d')) v (name, ago);
select given.state('{idempotency,verification,address_limit,'
    'session_limit,outbox}') as before \gset
select is((mail_clean(1)).body::jsonb, '{"deleted": 5}',
    'at most so many of each kind are deleted');
select is((mail_clean(10)).body::jsonb, '{"deleted": 2}', 'then the rest');
select is((mail_clean(10)).body::jsonb, '{"deleted": 0}', 'then none');
select is(string_agg(key, ' '), '1',
    'answers are remembered for a day') from idempotency;
select is(string_agg(email_key, ' ' order by email_key),
    'proved sent tried', 'codes for a day, and proofs while they are good')
from verification;
select is(string_agg(email_key, ' '), 'new',
    'mails are counted for an hour') from address_limit;
select is(string_agg(email_key, ' '), 'new', 'and tries to log in')
from session_limit;
select is(string_agg(email, ' ' order by email), 'bolt@example.com new',
    'ended mails are kept a week, others for ever') from outbox;
select is(given.state('{idempotency,verification,address_limit,'
    'session_limit,outbox}'), :'before', 'and nothing else is written');
update outbox set due_at = clock_timestamp() - interval '1 year',
    created_at = clock_timestamp() - interval '1 year'
where state = 'queued';
select is((mail_clean(10)).body::jsonb, '{"deleted": 0}',
    'what waits is never deleted, however old');
select is((select count(*)::int from outbox), 2, 'it waits');
select is((select count(*)::int from event where type <>
    'invitation.created' and type <> 'organization.created'), 0,
    'and nothing of it is an event');

select * from finish();
