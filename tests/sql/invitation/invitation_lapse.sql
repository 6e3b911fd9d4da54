-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Acme') as acme,
    given.organization('Other') as other \gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
select id as two from given.invitation(:'acme', 'two@example.com') \gset
select id as theirs from given.invitation(:'other', 'one@example.com') \gset
select target from recipient where invitation_id = :'one' \gset

select given.state() as before \gset
select invitation_lapse(:'acme', :'target');
select is(given.state(), :'before', 'a living invitation stays');

select given.expired(:'one'), given.expired(:'two'),
    given.expired(:'theirs');
select given.state('{invitation,recipient,outbox}') as before \gset
select invitation_lapse(:'acme', :'target');
select is(i.state, 'expired', 'one whose time has passed is stored so'),
    is(r.is_live, false, 'and lets go of its target')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'one';
select is(i.state, 'pending', 'one of another target stays'),
    is(r.is_live, true, 'and keeps its own')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'two';
select is(i.state, 'pending', 'so does one of another organization'),
    is(r.is_live, true, 'for the same address')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'theirs';
select is(given.state('{invitation,recipient,outbox}'), :'before',
    'nothing else is written, and no event');
select given.state() as before \gset
select invitation_lapse(:'acme', :'target');
select is(given.state(), :'before', 'once is enough');

-- What has ended otherwise has ended, even if a target was left behind.
create function pg_temp.lapse_of(id uuid, ended text) returns text
language plpgsql as $$
declare
    v_row recipient;
begin
    update invitation i set state = ended where i.id = lapse_of.id;
    update recipient r set is_live = true
    where r.invitation_id = lapse_of.id
    returning * into v_row;
    perform invitation_lapse(v_row.organization_id, v_row.target);
    return (select i.state from invitation i where i.id = lapse_of.id);
end
$$;
select is(pg_temp.lapse_of(:'two', s), s, s || ' stays ' || s)
from unnest('{accepted,rejected,revoked}'::text[]) s;

select * from finish();
