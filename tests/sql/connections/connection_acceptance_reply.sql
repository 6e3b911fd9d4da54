-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select given.connection(:'acme', :'bolt') as id \gset
select is(r.code, null, 'an active connection is done'),
    is(r.id, :'id', 'the reply has its id'),
    is(r.revision, c.revision, 'and its revision'),
    is(r.body::text, json_build_object('connection', connection_json(c),
        'alreadyAccepted', true)::text, 'and shows it')
from connection c, connection_acceptance_reply(c, true) r
where organization_id = :'bolt';
update connection set status = 'pending';
select is(r.code, 'pending', 'one that waits has that outcome'),
    is(r.body->>'alreadyAccepted', 'false', 'and may be new')
from connection c, connection_acceptance_reply(c, false) r
where organization_id = :'bolt';

select * from finish();
