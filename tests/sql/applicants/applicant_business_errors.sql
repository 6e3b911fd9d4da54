-- SPDX-License-Identifier: MIT
select plan(17);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id as bolt from applicant_business_make(:'acme', '{"name": "B"}') \gset
select id as cord from applicant_business_make(:'acme', '{"name": "C"}') \gset
select id as alien from applicant_business_make(:'other', '{"name": "D"}')
\gset
select (applicant_case_create(:'acme', given.operator(), :'bolt', 'Loan')).id
    as loan \gset
create function pg_temp.wrong(errors json[]) returns text
language sql as $$
    -- Which fields are wrong, and how.
    select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', ')
    from unnest(errors) e
$$;
create function pg_temp.wrong(
    acme uuid, business boolean, id uuid, object uuid, case_id uuid
) returns text
language sql as $$
    select pg_temp.wrong(applicant_business_errors(acme,
        case when business then '{"name": "N"}'::json end, id,
        case when object is not null
            then json_build_object('id', object) end, case_id))
$$;
select is(pg_temp.wrong(:'acme', business, id, object, case_id), wanted,
    name)
from (values
    (true, null::uuid, null::uuid, null::uuid, null::text, 'a new one'),
    (false, :'bolt', null, null, null, 'one by its id'),
    (false, null, :'bolt', null, null, 'one by an object'),
    (false, :'bolt', null, :'loan', null, 'with a case of it'),
    (false, null, :'bolt', :'loan', null, 'either way'),
    (false, null, null, null, '#/business required', 'one is named'),
    (true, :'bolt', null, null, '#/existing_business_id not_allowed',
        'not two ways'),
    (true, null, :'bolt', null, '#/existing_business not_allowed',
        'nor these two'),
    (false, :'bolt', :'bolt', null, '#/existing_business not_allowed',
        'nor these'),
    (true, :'bolt', :'bolt', null, '#/existing_business_id not_allowed, '
        '#/existing_business not_allowed', 'nor all three'),
    (false, :'acme', null, null, '#/existing_business_id not_allowed',
        'one that there is'),
    (false, null, :'acme', null, '#/existing_business/id not_allowed',
        'that way too'),
    (false, :'alien', null, null, '#/existing_business_id not_allowed',
        'of one''s own'),
    (true, null, null, :'loan', '#/case_id not_allowed',
        'a new one has no case'),
    (false, :'cord', null, :'loan', '#/case_id not_allowed',
        'another has not this case'),
    (false, null, :'bolt', :'acme', '#/case_id not_allowed',
        'a case there is'),
    (false, :'acme', null, :'acme', '#/existing_business_id not_allowed, '
        '#/case_id not_allowed', 'all that is wrong is said'))
    v (business, id, object, case_id, wanted, name);

select * from finish();
