-- SPDX-License-Identifier: MIT
select plan(21);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select given.caller(:'acme', role => 'Admin') as caller \gset
select id from given.team_invitation(:'acme') \gset
select id as owner from given.team_invitation(:'acme', 'owner@example.com',
    'Owner') \gset
select id as other from given.invitation(:'acme', 'other@example.com') \gset
create function pg_temp.resend(
    organization_id uuid, caller json, id uuid, rotate boolean default null,
    resend_interval integer default 60
) returns reply
language sql as $$
    select team_invitation_resend(organization_id, caller, given.links(1),
        '{1}', resend_interval, 100, id, rotate)
$$;
select given.guards(format('pg_temp.resend(%L, $1, %L)', :'acme', :'id'));
select given.state('{address_limit}') as before \gset
select is((pg_temp.resend(:'acme', :'caller', i)).code, c, n)
from (values (gen_random_uuid(), 'not_found',
        'what is not there is unknown'),
    (:'other', 'not_found', 'so is one of another family'),
    (:'owner', 'role_too_low', 'nobody resends what they could not grant'))
    v (i, c, n);
select is(given.state('{address_limit}'), :'before', 'nothing is written');
select hash from given.link(:'id') \gset
select body from pg_temp.resend(:'acme', :'caller', :'id') \gset
select is(:'body'::json::text, team_invitation_json(i)::text,
        'an invitation is sent again'),
    is(:'body'::json->>'status', 'Resent', 'which it says'),
    is((given.link(i.id)).hash, :'hash', 'with the same link'),
    is(i.granter_key_id::text, :'caller'::json->>'key_id',
        'by who grants it now')
from invitation i where id = :'id';
select is((pg_temp.resend(:'acme', :'caller', :'id')).code, 'too_many',
    'not at once again');
select is((pg_temp.resend(:'acme', :'caller', :'id', true, 0)).code, null,
    'with a new link');
select isnt((given.link(:'id')).hash, :'hash', 'the old one is replaced');

-- Reviving takes a seat.
update license set seat_limit = 1;
select given.expired(:'id');
select given.state('{address_limit}') as before \gset
select is((pg_temp.resend(:'acme', :'caller', :'id', null, 0)).code,
    'seat_limit_reached', 'an expired one finds no seat');
select is(given.state('{address_limit}'), :'before', 'nothing is written');
update license set seat_limit = 2;
select is((pg_temp.resend(:'acme', :'caller', :'id', null, 0)).code, null,
    'or one');
select is((pg_temp.resend(:'acme', :'caller', :'id', null, 0)).code, null,
    'which it keeps when it is sent in time');
select given.expired(:'id');
update recipient set is_live = false where invitation_id = :'id';
update license set seat_limit = null;
select given.member(:'acme');
select is((pg_temp.resend(:'acme', :'caller', :'id', null, 0)).code,
    'already_member', 'who has become a member is not invited again');

select * from finish();
