-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water,
    given.organization('Gas', :'root', kind => 'company') as gas \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id as one from given.utility_connection(:'water',
    '{"url": "https://one.example"}') \gset
select id as two from given.utility_connection(:'water',
    '{"url": "https://two.example"}') \gset
select id as three from given.utility_connection(:'water',
    '{"url": "https://three.example"}') \gset
create function pg_temp.names(
    organization_id uuid, caller json, page_after uuid default null,
    page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(split_part(c->>'datasourceName', '.', 1), ' ')
        from json_array_elements((utility_connection_list(organization_id,
            caller, page_after, page_limit)).body->'data') c);
end
$$;
select given.guards(format('utility_connection_list(%L, $1, null, 10)',
    :'water'));
select is((utility_connection_list(:'acme', :'caller', null, 10)).code,
    'not_found', 'what is no company has none');
select is(pg_temp.names(:'water', :'caller'), 'three two one',
    'a company''s connections, newest first');
select is(pg_temp.names(:'gas', :'caller'), null, 'each its own');
select is((utility_connection_list(:'water', :'caller', null, 1)).body
    ->'data'->>0, utility_connection_json(c)::text,
    'as the company sees them')
from utility_connection c where id = :'three';
select is(pg_temp.names(:'water', :'caller', page_limit => 2), 'three two',
    'a page has page_limit items');
select is((utility_connection_list(:'water', :'caller', null, 2))
    .next_cursor, :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'water', :'caller', :'two', 2), 'one',
    'the next page goes on behind it');

select * from finish();
