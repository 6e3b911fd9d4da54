-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
select given.caller(:'acme', scopes => '{a,b}')->>'key_id' as id \gset
select is(api_key_json(k)::text, json_build_object('id', k.id,
        'organizationId', :'acme', 'name', 'tests', 'hint', 'hint',
        'scopes', '["a","b"]'::json, 'role', 'Owner',
        'createdAt', wire_time(k.created_at), 'expiresAt', null,
        'revokedAt', null)::text,
    'a key shows all but itself')
from api_key k where id = :'id';
select is(api_key_json(k, 'mark')::text, json_build_object('id', k.id,
        'name', 'tests', 'key', 'mark', 'hint', 'hint',
        'scopes', '["a","b"]'::json, 'role', 'Owner',
        'createdAt', wire_time(k.created_at), 'expiresAt', null)::text,
    'and once itself, by its mark')
from api_key k where id = :'id';
update api_key set expires_at = '2030-01-01 00:00:00+00',
    revoked_at = '2029-01-01 00:00:00+00' where id = :'id';
select is(api_key_json(k)->>'expiresAt', '2030-01-01T00:00:00.000Z',
        'when it expires'),
    is(api_key_json(k)->>'revokedAt', '2029-01-01T00:00:00.000Z',
        'when it was revoked')
from api_key k where id = :'id';

select * from finish();
