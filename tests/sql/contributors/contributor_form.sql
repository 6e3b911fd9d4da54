-- SPDX-License-Identifier: MIT
select plan(10);

select given.company() as water, gen_random_uuid() as site \gset
create function pg_temp.form(l link, email_key text default null)
returns text
language plpgsql as $$
begin
    return (select string_agg(format('%s:%s%s', f->>'name', f->>'type',
            '=' || (f->>'value')), ' ')
        from json_array_elements(contributor_form(l, email_key)) f);
end
$$;
select id from given.contributors(:'water') \gset
select is(pg_temp.form(given.link(:'id', 'returned')),
    'url:text datasourceId:text accountNumber:text accountHolder:text '
    'utilityTypes:list siteIds:list username:text password:password',
    'a form asks for the utility, first for what people know of it, for the '
    'account and its credentials');
select is(string_agg(distinct concat_ws(' ', f->'required', f->'value'),
        ','), 'false null', 'none of them alone must be there')
from json_array_elements(contributor_form(given.link(:'id', 'returned'),
    null)) f;
select id from given.contributors(:'water', prefill => json_build_object(
    'url', 'https://power.example', 'utilityTypes', '{GAS,WATER}'::text[],
    'initialSites', array[:'site'])) \gset
select is(pg_temp.form(given.link(:'id', 'returned')), format(
    'url:text=https://power.example accountNumber:text accountHolder:text '
    'utilityTypes:list=["GAS","WATER"] siteIds:list=["%s"] username:text '
    'password:password', :'site'), 'the prefill fills it in');
select id from given.contributors(:'water', prefill =>
    '{"datasourceId": "1"}') \gset
select alike(pg_temp.form(given.link(:'id', 'returned')),
    'datasourceId:text=1 accountNumber:text %',
    'a utility that is known by its id is asked so');

-- Where an address must be proved.
select id from given.contributors(:'water', '{a@x.example}', null, true,
    '{"url": "https://power.example"}') \gset
select is(pg_temp.form(given.link(:'id', 'returned')) ~ '=', false,
        'nothing is shown before an address is proved'),
    alike(pg_temp.form(given.link(:'id', 'returned'), 'a@x.example'),
        'url:text=https://power.example %', 'but after it is'),
    alike(pg_temp.form(given.link(:'id'), 'a@x.example'),
        'url:text=https://power.example %', 'as to whom it was mailed');

select id as connection from given.utility_connection(:'water',
    '{"url": "https://power.example", "accountNumber": "7"}') \gset
select id from given.editors(:'connection') \gset
select is(pg_temp.form(given.link(:'id', 'returned')),
    'url:text=https://power.example accountNumber:text=7 '
    'accountHolder:text utilityTypes:list=[] siteIds:list=[] username:text '
    'password:password', 'one to edit shows what stands there');
select is(contributor_form(given.link(:'id', 'returned'), null)::text
    ~ 'secret|736563', false, 'credentials never');
select id from given.editors(:'connection', '{a@x.example}') \gset
select is(pg_temp.form(given.link(:'id', 'returned')) ~ '=', false,
    'and nothing to who has proved nothing');

select * from finish();
