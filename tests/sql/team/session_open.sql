-- SPDX-License-Identifier: MIT
select plan(31);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id from given.member(:'acme', 'jane@example.com', 'Admin') \gset
select given.member(:'acme', 'john@example.com', password_hash => null);
select given.member(:'bolt', 'jane@example.com', password_hash => 'other');
select given.minted(2) as minted, given.visitor() as visitor \gset
create function pg_temp.open(
    organization_id uuid, email text, password_hash text default
    'scrypt of it', is_right boolean default true,
    key json default given.minted(), caller json default given.visitor()
) returns reply
language sql as $$
    select session_open(organization_id, caller, key, email, lower(email),
        is_right, password_hash)
$$;
select given.state() as before \gset
select is((pg_temp.open(o, a, h, r)).code, 'key_invalid', n)
from (values (:'acme'::uuid, 'jane@example.com', 'scrypt of it', false,
        'a wrong password opens nothing'),
    (:'acme', 'jane@example.com', 'scrypt of it', null, 'nor does none'),
    (:'acme', 'jane@example.com', 'other', true,
        'nor one that was changed meanwhile'),
    (:'acme', 'jane@example.com', null, true, 'or never checked'),
    (:'acme', 'john@example.com', null, true,
        'nor a member who has none'),
    (:'acme', 'nobody@example.com', 'scrypt of it', true,
        'nor one who is not there'),
    (:'bolt', 'jane@example.com', 'scrypt of it', true,
        'nor the one of another business'))
    v (o, a, h, r, n);
select is(given.state(), :'before', 'and nothing is written');

select body, r.id as answered from pg_temp.open(:'acme', 'Jane@Example.com',
    key => :'minted', caller => :'visitor') r \gset
select is(:'body'::json::text, json_build_object('key', chr(1)
            || format('key 2 %s %s %s', :'acme', :'minted'::json->>'id',
            :'minted'::json->>'salt'), 'role', 'Admin',
            'expiresAt', wire_time(k.expires_at))::text,
        'a session is answered, its key a mark'),
    is(:'answered'::uuid, k.id, 'with the key''s id'),
    is(k.id::text, :'minted'::json->>'id', 'the one minted'),
    is(k.organization_id, :'acme', 'it is of the business'),
    is(encode(k.hash, 'hex'), :'minted'::json->>'hash', 'with its hash'),
    is(k.hint, 'hint', 'and hint'),
    is(k.user_id, :'id', 'of the member'),
    is(k.role, 'Admin', 'with the member''s role'),
    is(k.scopes, session_scopes('Admin'), 'and what that may'),
    ok(k.expires_at - interval '12 h' between now() and clock_timestamp(),
        'for twelve hours'),
    is(k.revoked_at, null, 'from now')
from api_key k where k.user_id is not null;
select is((e).type, 'key.created', 'an event says so'),
    is((e).organization_id, :'acme', 'of the business'),
    is((e).actor, 'user:' || :'id', 'by the member'),
    is((e).request_id::text, :'visitor'::json->>'request_id',
        'in the request'),
    is((e).data::jsonb, jsonb_build_object('keyId', :'answered',
        'role', 'Admin', 'scopes', session_scopes('Admin')), 'and which')
from given.last_event() e;

-- What such a key is good for.
select m.*::text as jane from member m where id = :'id' \gset
select given.session(:'jane'::member, 'organizations:write') as session \gset
select is((v).problem, null, 'it is a key'),
    is((v).actor, 'user:' || :'id', 'of a person'),
    is((v).role, 'Admin', 'who has a role')
from authority_of(:'session', :'acme', 'business') v;
select is(r.body->>'role', 'Admin', 'keys that it makes have no other'),
    is(r.body->'scopes'->>3, 'organizations:write', 'and may no more')
from api_key_create(:'acme', :'session', given.minted(), 'New', null, null,
    null) r;
select is((api_key_create(:'acme', :'session', given.minted(), 'New',
        '{*}', null, null)).code, 'scope_missing', 'if asked for'),
    is((api_key_create(:'acme', :'session', given.minted(), 'New',
        null, 'Owner', null)).code, 'role_too_low', 'or higher');

select * from finish();
