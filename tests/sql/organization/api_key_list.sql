-- SPDX-License-Identifier: MIT
select plan(14);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select given.caller(:'root', 'organizations:read') as caller \gset
select array_agg(given.caller(:'acme')->>'key_id' order by n) as ids
from generate_series(1, 3) n \gset
update api_key k
set name = 'key' || f.n, created_at = now() + f.n * interval '1 s'
from unnest(:'ids'::uuid[]) with ordinality f(id, n) where f.id = k.id;
create function pg_temp.names(
    organization_id uuid, caller json, page_after uuid default null,
    page_limit integer default 10
) returns text
language sql as $$
    select string_agg(k->>'name', ' ')
    from json_array_elements((api_key_list(organization_id, caller,
        page_after, page_limit)).body->'data') k
$$;

select given.guards(format('api_key_list(%L, $1, null, 10)', :'acme'));
select is(pg_temp.names(:'acme', :'caller'), 'key3 key2 key1',
    'an organization''s keys, newest first');
select is(pg_temp.names(:'root', :'caller'), 'tests',
    'and not those of the ones below');
update api_key set revoked_at = now() where name = 'key2';
select is(pg_temp.names(:'acme', :'caller'), 'key3 key2 key1',
    'revoked ones are listed');
select is((api_key_list(:'acme', :'caller', null, 1)).body->'data'->0
    ->>'key', null, 'none shows itself');
select is(pg_temp.names(:'acme', :'caller', page_limit => 2), 'key3 key2',
    'a page has page_limit items'),
    is((api_key_list(:'acme', :'caller', null, 2)).next_cursor,
        (:'ids'::uuid[])[2], 'and the last as its cursor');
select is(pg_temp.names(:'acme', :'caller', (:'ids'::uuid[])[2], 2), 'key1',
    'the next page goes on behind it');
update api_key set created_at = now();
select is(pg_temp.names(:'acme', :'caller', page_limit => 2) || ' '
        || pg_temp.names(:'acme', :'caller', (api_key_list(:'acme',
            :'caller', null, 2)).next_cursor, 2),
    pg_temp.names(:'acme', :'caller'),
    'ones of the same moment are told by their ids');
select is((api_key_list(gen_random_uuid(), :'caller', null, 2)).code,
    'not_found', 'what is not there has no keys');

select * from finish();
