-- SPDX-License-Identifier: MIT
select plan(14);

select given.company() as water, gen_random_uuid() as site,
    gen_random_uuid() as source \gset
select id from given.utility_connection(:'water', json_build_object('url',
    'https://a.example', 'accountNumber', '7', 'accountHolder', 'Jane',
    'utilityTypes', '{GAS}'::text[], 'siteIds', array[:'site'])) \gset
select id as bystander from given.utility_connection(:'water') \gset
select given.editors(:'id')::text as invitation \gset
create function pg_temp.edit(
    i invitation, answers json, sealed json default null
) returns utility_connection
language plpgsql as $$
begin
    return utility_connection_edit(i, given.filled(
        given.link(i.id, 'returned'), answers, sealed => sealed));
end
$$;
create function pg_temp.shown(c utility_connection) returns text
language sql as $$
    select concat_ws(' ', coalesce(c.url, c.datasource_id::text),
        c.account_number, c.account_holder, c.utility_types,
        cardinality(c.site_ids), c.username_number,
        convert_from(c.username_sealed, 'UTF8'), c.password_number,
        convert_from(c.password_sealed, 'UTF8'))
$$;
select updated_at, revision from utility_connection where id = :'id' \gset
select c::text as other from utility_connection c where id = :'bystander'
\gset
select is(pg_temp.shown(pg_temp.edit(:'invitation', '{}',
        given.sealed('joan', 'better', 2))),
    'https://a.example 7 Jane {GAS} 1 2 joan 2 better',
    'credentials are replaced, the rest stays');
select is(c.revision, :revision + 1, 'it has another revision'),
    cmp_ok(c.updated_at, '>', :'updated_at', 'and was edited'),
    cmp_ok(c.created_at, '<', c.updated_at, 'after it was made'),
    is((select c::text from utility_connection c where id = :'bystander'),
        :'other', 'others are as they were')
from utility_connection c where id = :'id';
select is(pg_temp.shown(pg_temp.edit(:'invitation', '{}',
        given.sealed(null, 'best', 3))),
    'https://a.example 7 Jane {GAS} 1 2 joan 3 best',
    'a password alone leaves the user name, under its own key');
select is(pg_temp.shown(pg_temp.edit(:'invitation', '{}',
        given.sealed('jean', null, 4))),
    'https://a.example 7 Jane {GAS} 1 4 jean 3 best',
    'a user name alone the password');
select is(pg_temp.shown(pg_temp.edit(:'invitation', answers)), wanted, name)
from (values
    ('{"accountNumber": "8"}'::json,
        'https://a.example 8 Jane {GAS} 1 4 jean 3 best',
        'an account number'),
    ('{"accountHolder": "Joan"}',
        'https://a.example 8 Joan {GAS} 1 4 jean 3 best', 'a holder'),
    ('{"utilityTypes": ["WATER", "STEAM"]}',
        'https://a.example 8 Joan {WATER,STEAM} 1 4 jean 3 best',
        'what it supplies'),
    ('{"siteIds": []}',
        'https://a.example 8 Joan {WATER,STEAM} 0 4 jean 3 best',
        'and where'),
    ('{"url": "http://b.example"}',
        'http://b.example 8 Joan {WATER,STEAM} 0 4 jean 3 best',
        'the utility by its site')) v (answers, wanted, name);
select is(row(c.datasource_id, c.url)::text, format('(%s,)', :'source'),
        'or by its id, not by both')
from pg_temp.edit(:'invitation', json_build_object('datasourceId',
    :'source')) c;
select is(c.url, 'https://a.example', 'and back')
from pg_temp.edit(:'invitation', '{"url": "https://a.example"}') c;

select * from finish();
