-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt,
    given.organization('Cord') as cord \gset
select given.connection(:'acme', :'bolt') as id \gset
select given.connection(:'acme', :'cord') as other \gset
select is((connection_lock(:'acme', :'id')).organization_id, :'acme',
    'it gives one''s own side');
select is(xmax <> '0', id = :'id', 'both sides of it are locked, no other')
from connection;
select is((connection_lock(:'bolt', :'other')).id, null,
    'a connection of others is none');
select is((connection_lock(:'acme', gen_random_uuid())).id, null,
    'nor is one that is not there');

select * from finish();
