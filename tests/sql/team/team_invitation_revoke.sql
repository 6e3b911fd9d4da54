-- SPDX-License-Identifier: MIT
select plan(15);

select given.organization('Acme') as acme \gset
select given.caller(:'acme', role => 'Admin') as caller \gset
select id from given.team_invitation(:'acme') \gset
select id as owner from given.team_invitation(:'acme', 'owner@example.com',
    'Owner') \gset
select id as other from given.invitation(:'acme') \gset
update license set seat_limit = 2;
select given.guards(format('team_invitation_revoke(%L, $1, %L)', :'acme',
    :'id'));
select given.state() as before \gset
select is((team_invitation_revoke(:'acme', :'caller', i)).code, c, n)
from (values (gen_random_uuid(), 'not_found',
        'what is not there is unknown'),
    (:'other', 'not_found', 'so is one of another family'),
    (:'owner', 'role_too_low', 'nobody revokes what they could not grant'))
    v (i, c, n);
select is(given.state(), :'before', 'and nothing is written');
select is(team_invitation_revoke(:'acme', :'caller', :'id')::text, '(,,,,)',
    'an invitation is revoked');
select is(i.state, 'revoked', 'it is'),
    is(i.license_quantity, 1, 'its seat is free'),
    is(given.events(i.id), 'invitation.created invitation.revoked',
        'an event says so')
from invitation i where id = :'id';
select given.state() as before \gset
select is((team_invitation_revoke(:'acme', :'caller', :'id')).code, null,
    'again is fine');
select is(given.state(), :'before', 'and changes nothing');

select * from finish();
