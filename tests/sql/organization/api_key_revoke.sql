-- SPDX-License-Identifier: MIT
select plan(15);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select given.caller(:'root', 'organizations:write') as caller,
    given.caller(:'acme', 'organizations:write') as lesser \gset
select given.caller(:'acme')->>'key_id' as id,
    :'caller'::json->>'key_id' as own \gset

select given.guards(format('api_key_revoke($1, %L)', :'id'));
select is((api_key_revoke(:'caller', gen_random_uuid())).code, 'not_found',
    'what is not there is unknown');
select is((api_key_revoke(:'lesser', :'own')).code, 'not_found',
    'and so is a key of one above');

select is(api_key_revoke(:'caller', :'id')::text, '(,,,,)',
    'a key of one below is revoked');
select cmp_ok(revoked_at, '>=', now(), 'from now on') from api_key
where id = :'id';
select is((e).type, 'key.revoked', 'an event says so'),
    is((e).organization_id, :'acme', 'of its organization'),
    is((e).data::jsonb, jsonb_build_object('keyId', :'id'), 'with its id')
from given.last_event() e;
select given.state() as before \gset
select is(api_key_revoke(:'caller', :'id')::text, '(,,,,)',
        'again, it is done'),
    is(given.state(), :'before', 'and nothing is written');

select (api_key_revoke(:'caller', :'own')).code \gset
select is((authority_of(:'caller')).problem, 'key_invalid',
    'a key may revoke itself');

select * from finish();
