-- SPDX-License-Identifier: MIT
select plan(11);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
create function pg_temp.tell(id uuid, state text) returns text
language plpgsql as $$
-- Tell of an invitation's first mail as if it had the state; gives what the
-- delivery says then.
declare
    v_mail outbox;
begin
    select o.* into v_mail from outbox o where o.invitation_id = tell.id
    order by o.id limit 1;
    v_mail.state := tell.state;
    v_mail.attempts := 3;
    v_mail.last_error := 'words';
    perform mail_tell(v_mail, '2030-01-01Z');
    return (select format('%s %s %s', r.delivery_state, r.delivery_attempts,
            r.delivery_error)
        from recipient r where r.invitation_id = tell.id);
end
$$;
select is(pg_temp.tell(:'id', 'deferred'), 'deferred 3 words',
    'an invitation knows that its mail is deferred');
select is(delivery_next_at, o.due_at, 'and until when')
from recipient r join outbox o on o.recipient_id = r.id;
select is(given.events(:'id'), 'invitation.created', 'which is no event');
select is(pg_temp.tell(:'id', 'dead'), 'failed 3 words', 'that it failed');
select is(pg_temp.tell(:'id', 'sent'), 'sent 3 words', 'that it was sent');
select is(sent_at, '2030-01-01Z', 'and when') from invitation
where id = :'id';
select is(given.events(:'id'),
    'invitation.created invitation.failed invitation.sent',
    'which are events');
select mail_invite(i, r, (given.link(i.id)).id)
from invitation i join recipient r on r.invitation_id = i.id;
select is(pg_temp.tell(:'id', 'dead'), 'queued 0 ',
    'a later mail speaks for it alone');
select mail_code(given.link(:'id'), 'bolt@example.com',
    given.code('123456'));
select given.state() as before \gset
select mail_tell(o, clock_timestamp()) from outbox o where kind = 'code';
select is(given.state(), :'before', 'a code tells nothing');

select given.organization('Shop', kind => 'merchant') as shop \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 1234', '%s@sms.example') \gset
select is(pg_temp.tell(:'phoned', 'sent'), 'sent 3 words',
    'a text message tells like a mail');
select is(given.events(:'phoned'), 'invitation.created invitation.sent',
    'by the same events');

select * from finish();
