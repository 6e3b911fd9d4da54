-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Root') as root \gset
select given.organization('Branch', :'root') as branch \gset
select given.organization('Leaf', :'branch') as leaf \gset
select given.organization('Other') as other \gset

create function pg_temp.names(caller json, organization_id uuid default null)
returns text
language sql as $$
    select string_agg(o.name, ' ' order by o.name)
    from unnest(authority_scope(authority_of(caller), organization_id)) s (id)
    join organization o on o.id = s.id
$$;
select is(pg_temp.names(given.caller(:'root')), 'Branch Leaf Root',
    'a key looks into its organization and all below');
select is(pg_temp.names(given.caller(:'leaf')), 'Leaf', 'and none above');
select is(pg_temp.names(given.caller(:'root'), :'leaf'), 'Leaf',
    'into one of them, if that is asked for');
select is(authority_scope(authority_of(given.caller(:'leaf')), :'root'), '{}',
    'into nothing, if that is not its own');
select is(pg_temp.names(given.operator(), :'other'), 'Other',
    'the command line into any one');
select is(authority_scope(authority_of(given.operator()), null), null,
    'into all it looks at once');
select given.caller(:'root') as caller \gset
insert into organization (id, kind, name, ancestor_ids)
select gen_random_uuid(), 'business', 'Twig', array[:'root'::uuid]
from generate_series(1, 97);
select is(cardinality(authority_scope(authority_of(:'caller'), null)), 100,
    'a hundred are looked into one by one');
insert into organization (id, kind, name, ancestor_ids)
values (gen_random_uuid(), 'business', 'Twig', array[:'root'::uuid]);
select is(authority_scope(authority_of(:'caller'), null), null,
    'more at once');

select * from finish();
