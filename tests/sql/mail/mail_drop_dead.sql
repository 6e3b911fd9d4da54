-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Acme') as acme \gset
select id as dead from given.invitation(:'acme', 'dead@example.com') \gset
select id as full from given.invitation(:'acme', 'full@example.com') \gset
select id as sent from given.invitation(:'acme', 'sent@example.com') \gset
update recipient set delivery_state = 'sent' where invitation_id = :'sent';
select given.state('{outbox,recipient}') as before \gset
select mail_drop_dead(o, case invitation_id
    when :'full' then 'suppressed' else 'dead' end, '2030-01-01Z')
from outbox o;
select is(given.state('{outbox,recipient}'), :'before',
    'nothing but mail and delivery is written');
select is(count(*)::int, 3, 'the mails are dropped'),
    is(max(ended_at), '2030-01-01Z', 'at that time')
from outbox where state = 'dropped' and due_at is null;
select is(delivery_state, 'none', 'a dead one is delivered to nobody')
from recipient where invitation_id = :'dead';
select is(delivery_state, 'suppressed', 'one not wanted says so')
from recipient where invitation_id = :'full';
select is(delivery_state, 'sent', 'what an earlier mail has reached stays')
from recipient where invitation_id = :'sent';
select mail_code(given.link(:'dead'), 'dead@example.com',
    given.code('123456'));
select mail_drop_dead(o, 'dead', clock_timestamp()) from outbox o
where kind = 'code';
select is(state, 'dropped', 'a code has no recipient to tell') from outbox
where kind = 'code';
select is(delivery_state, 'none', 'and tells none') from recipient
where invitation_id = :'dead';

select * from finish();
