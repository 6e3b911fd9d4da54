-- SPDX-License-Identifier: MIT
select plan(17);

select given.organization('Acme') as acme \gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
select id as two from given.invitation(:'acme', 'two@example.com') \gset
create function pg_temp.times(id uuid) returns text
language sql as $$
    select concat_ws(' ', case when i.accepted_at >= now() then 'accepted' end,
        case when i.rejected_at >= now() then 'rejected' end,
        case when i.revoked_at >= now() then 'revoked' end)
    from invitation i where i.id = times.id
$$;
create function pg_temp.end_in(state text) returns uuid
language plpgsql as $$
declare
    v_id uuid := (given.invitation(given.organization(state))).id;
begin
    perform invitation_end(organization_id, id, end_in.state)
    from invitation i where i.id = v_id;
    return v_id;
end
$$;
select given.state('{invitation,recipient,outbox}') as before \gset
select invitation_end(:'acme', :'one', 'revoked');
select is(state, 'revoked', 'it has its state'),
    is(pg_temp.times(id), 'revoked', 'since now'),
    is(revision, 2, 'its revision counts')
from invitation where id = :'one';
select is(is_live, false, 'its target is free'),
    is(delivery_state, 'none', 'nothing is delivered any more')
from recipient where invitation_id = :'one';
select is(state, 'dropped', 'its mail is dropped')
from outbox where invitation_id = :'one';
select is(i.state, 'pending', 'another is as it was'),
    is(i.revision, 1, 'its revision'), is(r.is_live, true, 'its target'),
    is(o.state, 'queued', 'and its mail')
from invitation i join recipient r on r.invitation_id = i.id
join outbox o on o.invitation_id = i.id where i.id = :'two';
select is(given.state('{invitation,recipient,outbox}'), :'before',
    'and nothing else is written');

select pg_temp.end_in('accepted') as accepted,
    pg_temp.end_in('rejected') as rejected,
    pg_temp.end_in('expired') as expired \gset
select is(pg_temp.times(:'accepted'), 'accepted', 'accepted has its time');
select is(pg_temp.times(:'rejected'), 'rejected', 'rejected has its time');
select is(pg_temp.times(:'expired'), '', 'expired has it in expires_at');
select is(state, 'expired', 'which is stored all the same'),
    is(r.is_live, false, 'so that its target is free')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'expired';

-- What a sender holds may still leave.
update outbox set state = 'leased' where invitation_id = :'two';
select invitation_end(:'acme', :'two', 'accepted');
select is(state, 'leased', 'a mail that a sender holds is not dropped')
from outbox where invitation_id = :'two';

select * from finish();
