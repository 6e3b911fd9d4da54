-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id as one from given.invitation(:'acme', 'A@Example.com') \gset
update recipient set target = null;
select id as two from given.invitation(:'acme', 'a@example.com') \gset
select id as sent from given.invitation(:'acme', 'b@example.com') \gset
select id as far from given.invitation(:'bolt', 'a@example.com') \gset
select mail_code(given.link(:'one'), 'a@example.com', given.code('123456'));
create function pg_temp.suppress(invitation_id uuid) returns void
language sql as $$
    select recipient_suppress(r, 'link:x',
        '00000000-0000-0000-0000-000000000001')
    from recipient r where r.invitation_id = suppress.invitation_id
$$;
create function pg_temp.states(id uuid) returns text
language sql as $$
    select o.state || ' ' || r.delivery_state
    from outbox o join recipient r on r.id = o.recipient_id
    where o.invitation_id = states.id
$$;
select pg_temp.suppress(:'one');
select is(email_key, 'a@example.com', 'the address is on record'),
    is(organization_id, :'acme', 'for the organization') from suppression;
select is(pg_temp.states(:'one'), 'dropped suppressed',
    'what waits to go there is dropped');
select is(pg_temp.states(:'two'), 'dropped suppressed',
    'of every invitation');
select is(pg_temp.states(:'sent'), 'queued queued',
    'another address''s is not');
select is(pg_temp.states(:'far'), 'queued queued',
    'nor another organization''s');
select is(state, 'queued', 'nor a code') from outbox where kind = 'code';
select is((e).type, 'recipient.suppressed', 'an event says so'),
    is((e).actor, 'link:x', 'by whom'),
    is((e).invitation_id, :'one', 'at which invitation'),
    is((e).request_id, '00000000-0000-0000-0000-000000000001'::uuid, 'when')
from given.last_event() e;
select given.state() as before \gset
select pg_temp.suppress(:'one');
select is(given.state(), :'before', 'doing it again changes nothing');
select id from given.invitation(:'acme', 'c@example.com') \gset
update outbox set state = 'sent', due_at = null where invitation_id = :'id';
update recipient set delivery_state = 'sent' where invitation_id = :'id';
select pg_temp.suppress(:'id');
select is(pg_temp.states(:'id'), 'sent sent', 'what was sent stays so');

select * from finish();
