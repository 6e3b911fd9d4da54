-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme', email => 'acme@example.com') as acme \gset
create function pg_temp.mailed(state text) returns uuid
language plpgsql as $$
-- An invitation whose mail is in that state.
declare
    v_id uuid := (given.invitation((select o.id from organization o),
        state || '@example.com')).id;
begin
    update outbox o set state = mailed.state,
        due_at = case when mailed.state <> 'sent' then o.due_at end
    where o.invitation_id = v_id;
    update recipient r set delivery_state = case mailed.state
        when 'leased' then 'queued' else mailed.state end
    where r.invitation_id = v_id;
    perform mail_drop(i.organization_id, i.id) from invitation i
    where i.id = v_id;
    return v_id;
end
$$;
create function pg_temp.states(id uuid) returns text
language sql as $$
    select o.state || ' ' || r.delivery_state
    from outbox o join recipient r on r.id = o.recipient_id
    where o.invitation_id = states.id
$$;
select pg_temp.mailed('queued') as queued, pg_temp.mailed('deferred')
    as deferred, pg_temp.mailed('leased') as leased,
    pg_temp.mailed('sent') as sent \gset
select is(pg_temp.states(:'queued'), 'dropped none', 'what waits is dropped');
select is(pg_temp.states(:'deferred'), 'dropped none',
    'also when it was tried');
select is(pg_temp.states(:'leased'), 'leased none',
    'what a sender holds may still leave');
select is(pg_temp.states(:'sent'), 'sent sent', 'what was sent stays so');
select is(due_at, null, 'it is never due again'),
    ok(ended_at >= now(), 'and can be deleted')
from outbox where invitation_id = :'queued';
select id from given.invitation(:'acme', 'other@example.com') \gset
select mail_drop(:'acme', :'queued');
select is(pg_temp.states(:'id'), 'queued queued', 'another''s stays');
select mail_notice(:'acme', 'rejected', :'id', null);
select mail_drop(:'acme', :'id');
select is(array(select kind || ' ' || state from outbox
        where invitation_id = :'id' order by id),
    '{"invitation dropped"}'::text[] || '{"rejected queued"}'::text[],
    'a notice outlives the invitation');
select is(given.events(:'queued'), 'invitation.created', 'it is no event');

select * from finish();
