-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Cord', :'root') as cord,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select given.connection(:'acme', :'bolt') as id \gset
select given.guards(format('connection_get(%L, $1, %L)', :'acme', :'id'));
select is(r.body::text, connection_json(c)::text,
        'a business sees its side'),
    is(r.id, c.id, 'with its id'), is(r.revision, c.revision,
        'and its revision')
from connection c, connection_get(:'acme', :'caller', :'id') r
where organization_id = :'acme';
select is((connection_get(:'bolt', :'caller', :'id')).body->>'businessId',
    :'bolt', 'the other sees its own');
select is((connection_get(:'cord', :'caller', :'id')).code, 'not_found',
    'others see none');
select is((connection_get(:'water', :'caller', :'id')).code, 'not_found',
    'nor does what is no business');
select is((connection_get(:'acme', :'caller', gen_random_uuid())).code,
    'not_found', 'what is not there is unknown');

select * from finish();
