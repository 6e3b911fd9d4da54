-- SPDX-License-Identifier: MIT
select plan(38);

select given.organization('Root') as root \gset
select given.organization('Leaf', :'root') as leaf \gset
select given.organization('Water', :'root', kind => 'company') as water \gset
select given.organization('Other') as other \gset
select given.caller(:'root', 'invitations:read', '{invitations:read}',
    'Admin') as caller \gset

select is((authority_of(:'caller')).problem, null, 'a good key is let in');
select is((v).actor, given.actor(:'caller'), 'it is named by its id'),
    is((v).request_id::text, :'caller'::json->>'request_id',
        'the request is named too'),
    is((v).organization_id, :'root', 'it acts for its organization'),
    is((v).key_id::text, :'caller'::json->>'key_id', 'its id is known'),
    is((v).role, 'Admin', 'so is its role'),
    is((v).scopes, '{invitations:read}', 'and its scopes'),
    is((v).can_write, false, 'a key that only reads sees no links'),
    is((v).is_operator, false, 'a key is not the command line')
from authority_of(:'caller') v;
select given.caller(:'root', 'organizations:read',
    '{organizations:read,invitations:write}') as writer,
    given.caller(:'root', 'organizations:read') as all \gset
select is((authority_of(:'writer')).can_write, true,
    'one that may write invitations sees links');
select is((authority_of(:'all')).can_write, true,
    'so does one that may do everything');

select is((authority_of(given.nobody())).problem, 'key_invalid',
    'a key never made is refused');
select is((authority_of((:'caller'::jsonb
        || jsonb_build_object('key_hash', repeat('0', 64)))::json)).problem,
    'key_invalid', 'ids alone are no key');
select is((authority_of((:'caller'::jsonb || jsonb_build_object(
        'key_organization_id', :'other'))::json)).problem,
    'key_invalid', 'a key is of one organization');
select is((authority_of('{}')).problem, 'key_invalid', 'no key is refused');

select is((authority_of((:'caller'::jsonb
        || '{"scope": "invitations:write"}')::json, :'other')).problem,
    'scope_missing', 'the scope is asked for before the organization');
select is((authority_of(:'caller', :'leaf')).problem, null,
    'a key acts for organizations below');
select is((authority_of(:'caller', :'other')).problem, 'not_found',
    'others are unknown to it');
select is((authority_of(:'caller', gen_random_uuid())).problem, 'not_found',
    'and so are those that are not there');
select is((authority_of(:'caller', :'water', 'business')).problem,
    'not_found', 'an organization of another kind is unknown');

update api_key set expires_at = clock_timestamp() + interval '1 hour'
where id = (:'caller'::json->>'key_id')::uuid;
select is((authority_of(:'caller')).problem, null,
    'a key is good until it expires');
update api_key set expires_at = clock_timestamp()
where id = (:'caller'::json->>'key_id')::uuid;
select is((authority_of(:'caller')).problem, 'key_invalid',
    'but not from then on');
update api_key set expires_at = null, revoked_at = clock_timestamp()
where id = (:'caller'::json->>'key_id')::uuid;
select is((authority_of(:'caller')).problem, 'key_invalid',
    'a revoked key is refused');

select is((authority_of(given.operator(), :'other')).problem, null,
    'the command line needs no key'),
    is((v).actor, 'cli', 'it is named cli'),
    is((v).role, 'Owner', 'it is an Owner'),
    is((v).scopes, '{*}', 'it may do everything'),
    is((v).is_operator, true, 'and is the command line')
from authority_of(given.operator()) v;
select is((authority_of(given.operator(), gen_random_uuid())).problem,
    'not_found', 'what is not there is unknown to it too');

-- The key of a member's session.
select m.*::text as jane, id from given.member(:'leaf', role => 'Owner') m
    \gset
select given.session(:'jane'::member, 'organizations:write') as session \gset
select is((v).problem, null, 'a session''s key is good'),
    is((v).actor, 'user:' || :'id', 'it is named by its member'),
    is((v).key_id::text, :'session'::json->>'key_id', 'and known'),
    is((v).role, 'Owner', 'it has the member''s role'),
    is((v).scopes, session_scopes('Owner'), 'and what that may')
from authority_of(:'session', :'leaf', 'business') v;
update member set role = 'Agent' where id = :'id';
select is((v).role, 'Agent', 'the present one, whatever the key says'),
    is((v).problem, 'scope_missing', 'and may no more')
from authority_of(:'session', :'leaf', 'business') v;
update api_key set expires_at = clock_timestamp() where user_id = :'id';
select is((authority_of(:'session')).problem, 'key_invalid', 'it ends');
update api_key set expires_at = null where user_id = :'id';
update member set removed_at = now(), password_hash = null where id = :'id';
select is((authority_of(:'session')).problem, 'key_invalid',
    'without its member it is no key');

select * from finish();
