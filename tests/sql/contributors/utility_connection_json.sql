-- SPDX-License-Identifier: MIT
select plan(4);

select given.company() as water, gen_random_uuid() as site \gset
select id, invitation_id from given.utility_connection(:'water',
    json_build_object('url', 'https://power.example', 'accountNumber', '7',
        'accountHolder', 'Jane', 'utilityTypes', '["GAS","WATER"]'::json,
        'siteIds', array[:'site'])) \gset
update utility_connection set country = 'AT', owner_email = 'o@example.com',
    data_collection_start_date = '2024-02-29' where id = :'id';
select is(utility_connection_json(c)::text, json_build_object('id', c.id,
        'datasourceName', 'power.example', 'status', 'ACTIVE',
        'created', wire_time(c.created_at), 'companyId', :'water',
        'invitationId', :'invitation_id', 'datasourceId', null,
        'url', 'https://power.example', 'accountNumber', '7',
        'accountHolder', 'Jane', 'utilityTypes', '{GAS,WATER}'::text[],
        'siteIds', array[:'site'], 'country', 'AT',
        'connectionOwnerEmail', 'o@example.com',
        'dataCollectionStartDate', '2024-02-29', 'hasUsername', true,
        'hasPassword', true, 'updated', wire_time(c.updated_at))::text,
    'a company sees all but the credentials')
from utility_connection c where id = :'id';
select id as bare from given.utility_connection(:'water', json_build_object(
    'datasourceId', :'site'), null) \gset
select is(j->>'datasourceId', :'site', 'a utility may be known by its id'),
    is(concat_ws(' ', j->'url', j->'accountNumber', j->'utilityTypes',
        j->'siteIds', j->'dataCollectionStartDate'), 'null null [] [] null',
        'what is not known is null, or empty'),
    is(concat_ws(' ', j->'hasUsername', j->'hasPassword'), 'false false',
        'that there are no credentials is said')
from utility_connection c, utility_connection_json(c) j where id = :'bare';

select * from finish();
