-- SPDX-License-Identifier: MIT
select plan(25);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select given.caller(:'acme') as caller \gset
create function pg_temp.revoke(
    organization_id uuid, id uuid, caller json, kind text default null
) returns text
language sql as $$
    select invitation_do_revoke(organization_id, id, kind,
        given.authority(caller))
$$;
select id as one from given.invitation(:'acme', 'one@example.com') \gset

select given.state() as before \gset
select is(pg_temp.revoke(:'acme', gen_random_uuid(), :'caller'), 'not_found',
    'what is not there is unknown');
select is(pg_temp.revoke(:'bolt', :'one', :'caller'), 'not_found',
    'so is one of another organization');
select is(pg_temp.revoke(:'acme', :'one', :'caller', 'team'), 'not_found',
    'or of another family');
select is(given.state(), :'before', 'and nothing is written');

select is(pg_temp.revoke(:'acme', :'one', :'caller', 'connections'), null,
    'a pending one is revoked');
select is(i.state, 'revoked', 'it has its state'),
    cmp_ok(i.revoked_at, '>=', now(), 'since now'),
    is(r.is_live, false, 'its target is free'),
    is(o.state, 'dropped', 'its mail is dropped'),
    is(link_refusal(l, link_status(l)), 'invitation_revoked',
        'its links are dead')
from invitation i join recipient r on r.invitation_id = i.id
join outbox o on o.invitation_id = i.id
join link l on l.invitation_id = i.id and l.purpose = 'mailed'
where i.id = :'one';
select is((e).type, 'invitation.revoked', 'an event says so'),
    is((e).invitation_id, :'one', 'of the invitation'),
    is((e).actor, given.actor(:'caller'), 'by the key')
from given.last_event() e;
select given.state() as before \gset
select is(pg_temp.revoke(:'acme', :'one', :'caller'), null,
        'again, it is done'),
    is(given.state(), :'before', 'and nothing is written');

select id as late from given.invitation(:'acme', 'late@example.com') \gset
select given.expired(:'late');
select is(pg_temp.revoke(:'acme', :'late', :'caller'), null,
        'an expired one may be revoked');
select is(state, 'revoked', 'which is what it is from then on')
from invitation where id = :'late';

select given.connection(:'acme', :'bolt') as connection \gset
select id as accepted from invitation where state = 'accepted' \gset
select given.state() as before \gset
select is(pg_temp.revoke(:'acme', :'accepted', :'caller'),
        'invitation_state', 'an accepted one is not'),
    is(given.state(), :'before', 'and what it made stays');

select id as rejected from given.invitation(:'acme') \gset
select (link_reject(:'acme', given.visitor(), l.id, given.hash(l), null)).code
from given.link(:'rejected') l \gset
select given.state() as before \gset
select is(pg_temp.revoke(:'acme', :'rejected', :'caller'),
        'invitation_state', 'a rejected one is not'),
    is(given.state(), :'before', 'and stays rejected');

-- Used up is accepted, whatever is stored.
select id as used from given.invitation(:'acme', 'used@example.com') \gset
update invitation set use_count = 1 where id = :'used';
select is(pg_temp.revoke(:'acme', :'used', :'caller'), 'invitation_state',
    'nor is one that is used up');

-- One to a team has a role and a seat.
select id as team from given.team_invitation(:'acme', role => 'Admin') \gset
select is(pg_temp.revoke(:'acme', :'team', given.caller(:'acme',
    role => 'Agent')), 'role_too_low', 'nobody revokes a role above theirs');
select is(pg_temp.revoke(:'acme', :'team', given.caller(:'acme',
    role => 'Admin')), null, 'their own they do');
select is(license_quantity, 0, 'its seat is free')
from invitation where id = :'team';

select * from finish();
