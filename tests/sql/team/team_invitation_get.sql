-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme') as acme,
    given.organization('Water', kind => 'company') as water \gset
select given.caller(:'acme', 'invitations:read') as caller,
    given.caller(:'water', 'invitations:read') as water_key \gset
select id from given.team_invitation(:'acme') \gset
select given.guards(format('team_invitation_get(%L, $1, %L)', :'acme',
    :'id'));
select is((team_invitation_get(:'water', :'water_key', :'id')).code,
    'not_found', 'what is no business has none');
select is((team_invitation_get(:'acme', :'caller', gen_random_uuid())).code,
    'not_found', 'what is not there is unknown');
select is(team_invitation_get(:'acme', :'caller', :'id')::text,
    team_invitation_reply(:'acme', :'id')::text, 'an invitation is shown');
select is((team_invitation_get(:'acme', :'caller', :'id')).id, :'id'::uuid,
    'the one asked for');

select * from finish();
