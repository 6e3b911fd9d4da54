-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select given.caller(:'acme') as caller \gset
select given.connection(:'acme', :'bolt', l) as id
from given.public_link(:'acme', true) l \gset
select given.guards(format('connection_approve(%L, $1, %L)', :'acme', :'id'));
select is((connection_approve(:'acme', :'caller', :'id')).body->>'status',
    'active', 'a connection is approved');
select is((given.last_event()).type, 'connection.approved', 'and said to be');
update connection set status = 'active', approved_at = null;
select is((connection_approve(:'acme', :'caller', :'id')).code,
    'connection_state', 'but not from active');
select is((connection_approve(:'acme', :'caller', gen_random_uuid())).code,
    'not_found', 'nor one that is not there');

select * from finish();
