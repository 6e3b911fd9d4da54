-- SPDX-License-Identifier: MIT
select plan(16);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water,
    given.organization('Other') as other \gset
select given.organization('Leaf', :'acme') as leaf \gset
-- Made in this order, whatever their ids.
update organization o set created_at = now() + f.n * interval '1 s'
from unnest(array[:'root', :'acme', :'water', :'leaf', :'other']::uuid[])
    with ordinality f(id, n) where f.id = o.id;
select given.caller(:'root', 'organizations:read') as caller,
    given.caller(:'leaf', 'organizations:read') as lesser \gset

create function pg_temp.names(
    caller json, kind text default null, parent_id uuid default null,
    page_after uuid default null, page_limit integer default 10
) returns text
language sql as $$
    select string_agg(o->>'name', ' ')
    from json_array_elements((organization_list(caller, kind, parent_id,
        page_after, page_limit)).body->'data') o
$$;

select given.guards('organization_list($1, null, null, null, 10)', null);
select is(pg_temp.names(:'caller'), 'Leaf Water Acme Root',
    'the caller''s organization and all below, newest first');
select is(pg_temp.names(:'lesser'), 'Leaf', 'none above, none beside');
select is(pg_temp.names(:'caller', 'company'), 'Water', 'kind: only those');
select is(pg_temp.names(:'caller', 'customer'), null, 'which may be none');
select is(pg_temp.names(:'caller', parent_id => :'root'), 'Water Acme',
    'parentId: those right below it');
select is(pg_temp.names(:'caller', 'business', :'root'), 'Acme',
    'filters go together');
select is(pg_temp.names(:'caller', page_limit => 2), 'Leaf Water',
    'a page has page_limit items');
select is((organization_list(:'caller', null, null, null, 2)).next_cursor,
    :'water'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'caller', page_limit => 2, page_after => :'water'),
    'Acme Root', 'the next page goes on behind it');
-- A moment that two have in common must not lose one of them.
update organization set created_at = now();
select is(pg_temp.names(:'caller', page_limit => 3) || ' '
        || pg_temp.names(:'caller', page_limit => 3, page_after =>
            (organization_list(:'caller', null, null, null, 3)).next_cursor),
    pg_temp.names(:'caller'), 'ones of the same moment are told by their ids');
select is(pg_temp.names(given.operator(), parent_id => :'acme'), 'Leaf',
    'the command line lists them all');

select * from finish();
