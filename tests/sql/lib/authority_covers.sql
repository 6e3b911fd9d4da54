-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Root') as root \gset
select given.organization('Branch', :'root') as branch \gset
select given.organization('Leaf', :'branch') as leaf \gset
select given.organization('Other') as other \gset

create function pg_temp.names(caller json) returns text
language sql as $$
    select string_agg(o.name, ' ' order by o.name)
    from organization o where authority_covers(authority_of(caller), o)
$$;
select is(pg_temp.names(given.caller(:'root')), 'Branch Leaf Root',
    'a key reaches its organization and all below');
select is(pg_temp.names(given.caller(:'branch')), 'Branch Leaf',
    'but none above');
select is(pg_temp.names(given.caller(:'leaf')), 'Leaf', 'nor beside');
select is(pg_temp.names(given.operator()), 'Branch Leaf Other Root',
    'the command line reaches all');
select is(pg_temp.names(given.nobody()), null,
    'who is nobody reaches nothing');
select is(authority_covers(null, o), null,
    'and no authority is none')
from organization o where o.id = :'root';

select * from finish();
