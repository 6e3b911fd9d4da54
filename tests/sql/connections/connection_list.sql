-- SPDX-License-Identifier: MIT
select plan(17);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Cord', :'root') as cord,
    given.organization('Dune', :'root') as dune,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select given.connection(:'acme', :'bolt') as one \gset
select given.connection(:'cord', :'acme') as two \gset
select given.connection(:'acme', :'dune') as three \gset
select given.connection(:'bolt', :'cord') as other \gset
create function pg_temp.names(
    organization_id uuid, caller json, status text default null,
    page_after uuid default null, page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(c->>'connectedBusinessName', ' ')
        from json_array_elements((connection_list(organization_id, caller,
            status, page_after, page_limit)).body->'data') c);
end
$$;
select given.guards(format('connection_list(%L, $1, null, null, 10)',
    :'acme'));
select is((connection_list(:'water', :'caller', null, null, 10)).code,
    'not_found', 'what is no business has none');
select is(pg_temp.names(:'acme', :'caller'), 'Dune Cord Bolt',
    'a business''s connections, newest first');
select is(pg_temp.names(:'dune', :'caller'), 'Acme',
    'each side sees the other');
select is(pg_temp.names(:'root', :'caller'), null,
    'and nobody those of the ones below');
update connection set status = 'archived' where id = :'two';
update connection set status = 'pending' where id = :'three';
select is(pg_temp.names(:'acme', :'caller', s), wanted,
    'status: only those that are ' || s)
from (values ('active', 'Bolt'), ('archived', 'Cord'), ('pending', 'Dune'),
    ('declined', null)) v (s, wanted);
select is(pg_temp.names(:'acme', :'caller', page_limit => 2), 'Dune Cord',
    'a page has page_limit items');
select is((connection_list(:'acme', :'caller', null, null, 2)).next_cursor,
    :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'acme', :'caller', null, :'two', 2), 'Bolt',
    'the next page goes on behind it');
select is((connection_list(:'acme', :'caller', null, :'two', 2)).body
    ->>'nextCursor', null, 'to the end');

select * from finish();
