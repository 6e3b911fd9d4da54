-- SPDX-License-Identifier: MIT
select plan(20);

select given.company() as water, gen_random_uuid() as site,
    gen_random_uuid() as other, uuid_v7() as id \gset
create function pg_temp.make(
    i invitation, answers json, sealed json default null,
    connection_id uuid default null
) returns utility_connection
language plpgsql as $$
begin
    return utility_connection_make(i, given.filled(
        given.link(i.id, 'returned'), answers, sealed => sealed,
        connection_id => connection_id));
end
$$;
select (given.contributors(:'water'))::text as bare \gset
select pg_temp.make(:'bare', json_build_object('url', 'https://a.example',
        'accountNumber', '7', 'accountHolder', 'Jane', 'utilityTypes',
        '{GAS,WATER}'::text[], 'siteIds', array[:'site']),
    given.sealed('jane', 'secret', 3), :'id')::text as made \gset
select is(c::text, :'made', 'what is answered is what is written'),
    is(c.organization_id, :'water', 'for the company'),
    is(c.id, :'id', 'by the id it was sealed for'),
    is(c.invitation_id, (:'bare'::invitation).id, 'by the invitation'),
    is(row(c.url, c.account_number, c.account_holder)::text,
        '(https://a.example,7,Jane)', 'with what was said'),
    is(c.datasource_id, null, 'and no other utility'),
    is(c.utility_types, '{GAS,WATER}', 'what it supplies'),
    is(c.site_ids, array[:'site']::uuid[], 'and where'),
    is(row(c.username_number, c.username_sealed, c.password_number,
        c.password_sealed)::text, '(3,"\\x6a616e65",3,"\\x736563726574")',
        'the credentials sealed, with the number of their key'),
    is(c.updated_at, c.created_at, 'it was never edited'),
    cmp_ok(c.created_at, '>=', now(), 'it was made now')
from utility_connection c where c.id = :'id';

select (given.contributors(:'water', prefill => json_build_object(
        'url', 'https://p.example', 'country', 'AT', 'initialSites',
        array[:'site'], 'utilityTypes', '{GAS}'::text[],
        'connectionOwnerEmail', 'O@x.example', 'dataCollectionStartDate',
        '2024-02-29')))::text as filled \gset
select is(c.url, 'https://p.example', 'the prefill names the utility'),
    is(c.utility_types, '{GAS}', 'what it supplies'),
    is(c.site_ids, array[:'site']::uuid[], 'and where'),
    is(row(c.country, c.owner_email, c.data_collection_start_date)::text,
        '(AT,O@x.example,2024-02-29)', 'and says what no form asks'),
    is(row(c.username_number, c.username_sealed, c.password_number,
        c.password_sealed)::text, '(,,,)', 'there are no credentials')
from pg_temp.make(:'filled', '{}') c;
select is(row(c.datasource_id, c.url)::text, format('(%s,)', :'other'),
        'the form comes before the prefill'),
    is(c.utility_types, '{}', 'even where it says that there is none'),
    is(c.site_ids, array[:'other']::uuid[], 'or another'),
    is(c.id is not null, true, 'an id is made where none is given')
from pg_temp.make(:'filled', json_build_object('datasourceId', :'other',
    'utilityTypes', '{}'::text[], 'siteIds', array[:'other'])) c;

select * from finish();
