-- SPDX-License-Identifier: MIT
select plan(18);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'Bolt@Example.com') \gset
delete from outbox;
update invitation set locale = 'fr';
update recipient set delivery_state = 'failed', delivery_attempts = 9,
    delivery_error = 'words', delivery_next_at = now();
create function pg_temp.invite() returns void
language sql as $$
    select mail_invite(i, r, (given.link(i.id)).id)
    from invitation i join recipient r on r.invitation_id = i.id
$$;
select given.state('{outbox,recipient}') as before \gset
select pg_temp.invite();
select is(kind, 'invitation', 'an invitation is mailed'),
    is(state, 'queued', 'it is queued'), is(email, 'Bolt@Example.com', 'to'),
    is(locale, 'fr', 'in its language'), is(invitation_id, :'id', 'for it'),
    is(link_id, (given.link(:'id')).id, 'with the link'),
    is(recipient_id, (select r.id from recipient r), 'of the recipient'),
    ok(due_at <= clock_timestamp(), 'due now'),
    is(date_trunc('minute', give_up_at - due_at + interval '1 s'), '3 days',
        'for three days')
from outbox;
select is(format('%s %s %s %s', delivery_state, delivery_attempts,
        delivery_error, delivery_next_at), 'queued 0  ',
    'its delivery begins anew') from recipient;
select is(given.state('{outbox,recipient}'), :'before',
    'and nothing else is written');
delete from outbox;
insert into suppression (organization_id, email_key)
values (:'acme', 'bolt@example.com');
select pg_temp.invite();
select is(count(*)::int, 0, 'an address that wants none gets none')
from outbox;
select is(delivery_state, 'suppressed', 'which the delivery says')
from recipient;
update suppression set email_key = 'another@example.com';
select pg_temp.invite();
select is(count(*)::int, 1, 'another address is another') from outbox;

-- By telephone.
select given.organization('Shop', kind => 'merchant') as shop \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 1234') \gset
select mail_invite(i, r, (given.link(i.id, 'only')).id, '%s@sms.example')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'phoned';
select is(kind, 'sms', 'who has no address gets a text message'),
    is(email, '491701234@sms.example', 'by the gateway'),
    is(link_id, (given.link(:'phoned', 'only')).id, 'with the link')
from outbox where invitation_id = :'phoned';
select is(delivery_state, 'queued', 'which the delivery says')
from recipient where invitation_id = :'phoned';

select * from finish();
