-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt \gset
select given.connection(:'acme', :'bolt') as id \gset
update connection set tags = '{a,b}', alias_name = 'Mine',
    approved_at = '2024-01-01 00:00:00+00',
    archived_at = '2024-01-02 00:00:00+00'
where organization_id = :'bolt';
select is(connection_json(c)::text, json_build_object('id', :'id',
        'businessId', :'bolt', 'connectedBusinessId', :'acme',
        'connectedBusinessName', 'Acme', 'aliasName', 'Mine',
        'tags', '["a","b"]'::json, 'status', 'active',
        'createdAt', wire_time(c.created_at),
        'approvedAt', '2024-01-01T00:00:00.000Z',
        'archivedAt', '2024-01-02T00:00:00.000Z',
        'invitationId', (select i.id from invitation i))::text,
    'a side shows all its members in order')
from connection c where organization_id = :'bolt';
select is(connection_json(c)->>'connectedBusinessName', 'Bolt',
        'each side names the other'),
    is(connection_json(c)->>'aliasName', 'Bolt', 'under its own alias')
from connection c where organization_id = :'acme';

select * from finish();
