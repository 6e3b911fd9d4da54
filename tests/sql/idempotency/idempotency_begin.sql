-- SPDX-License-Identifier: MIT
select plan(41);

select given.organization('Acme') as acme,
    given.organization('Other') as other \gset
select given.caller(:'acme') as caller, given.caller(:'other') as stranger,
    given.caller(:'acme', scopes => '{invitations:read}') as lesser \gset
select organization_id as owner, id as link, given.hash(l) as hash
from given.public_link(:'acme') l \gset
create function pg_temp.begin(
    organization_id uuid, caller json, key text default 'k',
    body text default 'a', method text default 'POST',
    path text default '/p', link_id uuid default null,
    token_hash text default null
) returns reply
language plpgsql as $$
-- The body's HMAC under two server keys, the new one first.
begin
    return idempotency_begin(organization_id, caller, link_id, token_hash,
        method, path, key, array['new ' || body, 'old ' || body]::bytea[]);
end
$$;
create function pg_temp.remember(
    organization_id uuid, code text, body text, id uuid, revision integer
) returns void
language sql as $$
    select idempotency_end(organization_id, null, 'POST', '/p', 'k', true,
        code, body, id, revision)
$$;

select is((pg_temp.begin(:'acme', given.nobody())).code, 'key_invalid',
    'a key never made claims nothing');
select is((pg_temp.begin(:'acme', :'lesser')).code, 'scope_missing',
    'nor does one without the scope');
select is((select count(*)::int from idempotency), 0,
    'and nothing is written');

select is((pg_temp.begin(:'acme', :'caller')).code, 'claimed',
    'the first claims the key');
select is(count(*)::int, 1, 'there is a row'),
    is(min(body_hmac::text)::bytea, 'new a'::bytea,
        'with the body''s HMAC under the newest server key')
from idempotency;

select uuid_v7() as id \gset
select pg_temp.remember(:'acme', null, '{"a": 1}', :'id', 3);
select is((r).code, 'replayed', 'again, it is answered as then'),
    is((r).body::text, '{"a": 1}', 'with the body'),
    is((r).id, :'id', 'the id'),
    is((r).revision, 3, 'and the revision')
from pg_temp.begin(:'acme', :'caller') r;
select pg_temp.remember(:'acme', 'pending', '{"a": 1}', :'id', 3);
select is((pg_temp.begin(:'acme', :'caller')).code, 'replayed:pending',
    'the outcome of then is said too');
select pg_temp.remember(:'acme', null, null, null, null);
select is((pg_temp.begin(:'acme', :'caller'))::text, '(replayed,,,,)',
    'an answer without a body is one without again');

update idempotency set body_hmac = 'old a';
select is((pg_temp.begin(:'acme', :'caller')).code, 'replayed',
    'a body known under an older server key is the same');
select is((pg_temp.begin(:'acme', :'caller', body => 'b')).code,
    'idempotency_key_reused', 'another body is refused');
select is((pg_temp.begin(:'acme', :'lesser')).code, 'scope_missing',
    'a replay needs the scope too');
select is((pg_temp.begin(:'acme', given.nobody())).code, 'key_invalid',
    'and a key');

-- It may hold what a lesser key could not have had.
select given.caller(:'acme', scopes => '{invitations:write}') as narrow,
    given.caller(:'acme', role => 'Admin') as low \gset
select is((pg_temp.begin(:'acme', :'narrow')).code, 'scope_missing',
    'a replay needs the scopes of the key that claimed');
select is((pg_temp.begin(:'acme', :'low')).code, 'scope_missing',
    'and its role');
select is((pg_temp.begin(:'acme', :'low', body => 'b')).code,
    'scope_missing', 'which is said before the body is looked at');
select is((pg_temp.begin(:'acme', :'narrow', key => 'n')).code, 'claimed',
    'what a lesser key claims'),
    is((pg_temp.begin(:'acme', :'caller', key => 'n')).code, 'replayed',
        'a greater one may have'),
    is((pg_temp.begin(:'acme', :'narrow', key => 'n')).code, 'replayed',
        'and itself');
select is(row(scopes, role)::text, '({invitations:write},Owner)',
    'the claim notes what its key may do')
from idempotency where key = 'n';

select is((pg_temp.begin(:'acme', :'caller', key => 'K')).code, 'claimed',
    'another key is another'),
    is((pg_temp.begin(:'acme', :'caller', method => 'PATCH')).code,
        'claimed', 'so is that of another method'),
    is((pg_temp.begin(:'acme', :'caller', path => '/q')).code, 'claimed',
        'or path'),
    is((pg_temp.begin(:'other', :'stranger')).code, 'claimed',
        'or organization');
select given.caller(:'acme') as second \gset
select is((pg_temp.begin(:'acme', :'second')).code, 'replayed',
    'keys of one organization share');

update idempotency
set created_at = clock_timestamp() - interval '23 hours 59 minutes';
select is((pg_temp.begin(:'acme', :'caller', body => 'b')).code,
    'idempotency_key_reused', 'it is remembered for 24 hours');
update idempotency set created_at = clock_timestamp() - interval '24 hours';
select is((pg_temp.begin(:'acme', :'caller', body => 'b')).code, 'claimed',
    'and not longer');
select is(body_hmac, 'new b'::bytea, 'the claim is of the new body'),
    cmp_ok(created_at, '>', now(), 'and of now')
from idempotency
where organization_id = :'acme' and owner = '' and method = 'POST'
    and path = '/p' and key = 'k';

update idempotency set created_at = clock_timestamp() - interval '1 day';
select (pg_temp.begin(:'acme', :'narrow')).code \gset
select is(scopes, '{invitations:write}', 'by the key of now')
from idempotency
where organization_id = :'acme' and owner = '' and method = 'POST'
    and path = '/p' and key = 'k';
update idempotency set created_at = clock_timestamp() - interval '1 day'
where key = 'k' and organization_id = :'acme';
select (pg_temp.begin(:'acme', :'caller', body => 'b')).code \gset

-- On doors without a key the token is the owner.
select is((pg_temp.begin(:'acme', given.visitor(), link_id => :'link',
        token_hash => repeat('0', 64))).code, 'not_found',
    'a token never made claims nothing');
select is((pg_temp.begin(:'other', given.visitor(), link_id => :'link',
        token_hash => :'hash')).code, 'not_found',
    'nor one of another organization');
select is((pg_temp.begin(:'acme', given.visitor(), link_id => :'link',
        token_hash => :'hash')).code, 'claimed', 'a good one does');
select is((pg_temp.begin(:'acme', given.visitor(), link_id => :'link',
        token_hash => :'hash', body => 'b')).code, 'idempotency_key_reused',
    'and is held to the body');
select is((pg_temp.begin(:'acme', :'caller', body => 'b')).code, 'replayed',
    'the caller with the same key in the header is another');
select id as second, given.hash(l) as second_hash
from given.public_link(:'other') l \gset
select is((pg_temp.begin(:'other', given.visitor(), link_id => :'second',
        token_hash => :'second_hash')).code, 'claimed',
    'as is another token');
select is((select string_agg(encode(owner, 'hex'), ' ')
        from idempotency where owner <> '' and organization_id = :'acme'),
    :'hash', 'the owner is the hash of the token');

select is(proconfig::text[] @> '{lock_timeout=2s}', true,
    'a twin is waited for 2 seconds')
from pg_proc where proname = 'idempotency_begin'
    and pronamespace = current_schema()::regnamespace;

select * from finish();
