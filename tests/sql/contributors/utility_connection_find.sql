-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Root') as root \gset
select given.organization('Water', :'root', kind => 'company') as water,
    given.company('Other') as other \gset
select id from given.utility_connection(:'water') \gset
create function pg_temp.finds(id uuid, organization_id uuid) returns text
language plpgsql as $$
begin
    return (utility_connection_find(id, given.authority(given.caller(
        organization_id)))).id;
end
$$;
select is(pg_temp.finds(:'id', :'water'), :'id', 'its company finds it');
select is(pg_temp.finds(:'id', :'root'), :'id', 'so does who is above');
select is(pg_temp.finds(:'id', :'other'), null, 'others do not');
select is((utility_connection_find(:'id', given.authority(
    given.operator()))).id, :'id', 'the command line does');
select is(pg_temp.finds(gen_random_uuid(), :'water'), null,
    'what is not there is not found');

select * from finish();
