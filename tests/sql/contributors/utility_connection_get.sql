-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Root') as root \gset
select given.organization('Water', :'root', kind => 'company') as water
\gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id from given.utility_connection(:'water') \gset
select given.guards(format('utility_connection_get($1, %L)', :'id'));
select is(r.body::text, utility_connection_json(c)::text,
        'a company sees it'),
    is(r.id, c.id, 'with its id'),
    is(r.revision, c.revision, 'and its revision')
from utility_connection c, utility_connection_get(:'caller', :'id') r
where c.id = :'id';
select is((utility_connection_get(:'caller', gen_random_uuid())).code,
    'not_found', 'an unknown id is refused');

select * from finish();
