-- SPDX-License-Identifier: MIT
select plan(5);

select given.company() as water, gen_random_uuid() as site \gset
create function pg_temp.known(id uuid) returns text
language plpgsql as $$
begin
    return contributor_answers(given.link(known.id, 'returned'));
end
$$;
select is(pg_temp.known((given.contributors(:'water')).id), '{}',
    'at first nothing is known');
select is(pg_temp.known((given.contributors(:'water',
        prefill => json_build_object('url', 'https://power.example',
            'country', 'AT', 'initialSites', array[:'site'],
            'utilityTypes', '{GAS}'::text[], 'connectionOwnerEmail',
            'o@x.example'))).id),
    format('{"url":"https://power.example","utilityTypes":["GAS"],'
        '"siteIds":["%s"]}', :'site'), 'the prefill, as the form asks it');
select is(pg_temp.known((given.contributors(:'water', prefill =>
        '{"datasourceId": "1"}')).id), '{"datasourceId":"1"}',
    'a utility by its id');
select is(pg_temp.known((given.editors((given.utility_connection(:'water',
        json_build_object('url', 'https://power.example', 'accountNumber',
            '7', 'accountHolder', 'Jane', 'utilityTypes', '{GAS}'::text[],
            'siteIds', array[:'site']))).id)).id),
    format('{"url":"https://power.example","accountNumber":"7",'
        '"accountHolder":"Jane","utilityTypes":["GAS"],"siteIds":["%s"]}',
        :'site'), 'of one to edit what stands there');
select is(pg_temp.known((given.editors((given.utility_connection(:'water',
        json_build_object('datasourceId', :'site'))).id)).id),
    format('{"datasourceId":"%s","utilityTypes":[],"siteIds":[]}', :'site'),
    'credentials never');

select * from finish();
