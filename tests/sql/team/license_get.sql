-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme') as acme,
    given.organization('Water', kind => 'company') as water \gset
select given.caller(:'acme', 'invitations:read') as caller,
    given.caller(:'water', 'invitations:read') as water_key \gset
select given.team_invitation(:'acme');
update license set seat_limit = 3;
select given.guards(format('license_get(%L, $1)', :'acme'));
select is((license_get(:'water', :'water_key')).code, 'not_found',
    'what is no business has none');
select is((license_get(:'acme', :'caller')).code, null, 'its own may see it');
select is((license_get(:'acme', :'caller')).body::text,
    license_json(:'acme', now())::text, 'whole');
select is((license_get(:'acme', :'caller')).body->>'available', '2',
    'with what is left');

select * from finish();
