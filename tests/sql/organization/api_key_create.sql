-- SPDX-License-Identifier: MIT
select plan(35);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select given.caller(:'root', 'organizations:write',
        '{organizations:write,invitations:read}', 'Admin') as caller,
    given.caller(:'root', 'organizations:write') as all,
    given.minted(2) as minted \gset
create function pg_temp.make(
    organization_id uuid, caller json, scopes text[] default null,
    role text default null, expires_at timestamptz default null,
    key json default given.minted()
) returns reply
language sql as $$
    select api_key_create(organization_id, caller, key, 'New', scopes, role,
        expires_at)
$$;

select given.guards(format('pg_temp.make(%L, $1)', :'acme'));

select body, id from pg_temp.make(:'acme', :'caller', key => :'minted') \gset
select is(:'id', :'minted'::json->>'id', 'a key has the id minted'),
    is(k.organization_id, :'acme', 'it is the organization''s'),
    is(k.name, 'New', 'it has its name'),
    is(encode(k.hash, 'hex'), :'minted'::json->>'hash', 'its hash'),
    is(k.hint, 'hint', 'its hint'),
    is(k.scopes, '{organizations:write,invitations:read}',
        'the scopes of its maker'),
    is(k.role, 'Admin', 'and its maker''s role'),
    is(k.expires_at, null, 'it does not expire'),
    is(:'body'::json->>'key', chr(1) || format('key 2 %s %s %s', :'acme',
            :'id', :'minted'::json->>'salt'),
        'the answer shows it, by a mark'),
    is(:'body'::json::text,
        api_key_json(k, :'body'::json->>'key')::text, 'with the rest')
from api_key k where k.id = :'id';
select is((e).type, 'key.created', 'an event says so'),
    is((e).organization_id, :'acme', 'of the organization'),
    is((e).actor, given.actor(:'caller'), 'by its maker'),
    is((e).data::jsonb, jsonb_build_object('keyId', :'id',
            'scopes', array['organizations:write', 'invitations:read'],
            'role', 'Admin'), 'with what it may do')
from given.last_event() e;

select id from pg_temp.make(:'acme', :'caller', '{invitations:read}',
    'Agent', now() + interval '1 hour') \gset
select is(scopes, '{invitations:read}', 'scopes may be fewer'),
    is(role, 'Agent', 'a role lower'),
    is(expires_at, now() + interval '1 hour', 'and its time limited')
from api_key where id = :'id';

select given.state() as before \gset
select is((pg_temp.make(:'acme', :'caller', '{invitations:read,*}')).code,
        'scope_missing', 'nobody gives everything without having it'),
    is((pg_temp.make(:'acme', :'caller', '{invitations:write}')).code,
        'scope_missing', 'nor a scope that is not theirs'),
    is((pg_temp.make(:'acme', :'caller', null, 'Owner')).code,
        'role_too_low', 'nor a role above their own'),
    is((pg_temp.make(:'acme', :'caller', null, null,
            clock_timestamp())).code, 'invalid_fields',
        'a key that has expired is none'),
    is((pg_temp.make(:'acme', :'caller', null, null,
            clock_timestamp())).body->'errors'->0->>'pointer', '#/expiresAt',
        'which is said of the field'),
    is(given.state(), :'before', 'and nothing is written');

select is((pg_temp.make(:'acme', :'all', '{credentials:read}')).body
        ->>'scopes', '["credentials:read"]',
    'who may do everything may give anything');
select is((pg_temp.make(:'root', :'caller')).code, null,
    'a key may make others of its own organization');
select is((pg_temp.make(gen_random_uuid(), given.operator())).code,
    'not_found', 'the command line makes none for what is not there');
select body from pg_temp.make(:'acme', given.operator()) \gset
select is(:'body'::json->>'scopes', '["*"]',
        'one made at the command line may do everything'),
    is(:'body'::json->>'role', 'Owner', 'and is an Owner''s');

select is((pg_temp.make(:'acme', :'caller', '{}')).body->>'scopes', '[]',
    'no scopes at all are fewer than any');
select is((pg_temp.make(:'acme', :'caller', null, 'Admin')).code, null,
    'the same role may be said');

select * from finish();
