-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Root') as root \gset
select given.organization('Water', :'root', kind => 'company') as water
\gset
select given.caller(:'root') as caller \gset
select id from given.utility_connection(:'water') \gset
select given.guards(format('utility_connection_owner($1, %L)', :'id'));
select is((utility_connection_owner(:'caller', :'id')).id,
    :'water', 'the company is told');
select is((utility_connection_owner(:'caller', :'id')).body
    ::text, null, 'and no more');
select is((utility_connection_owner(:'caller',
    gen_random_uuid())).code, 'not_found', 'an unknown id is refused');

select * from finish();
