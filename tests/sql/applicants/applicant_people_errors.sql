-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme', kind => 'customer') as acme \gset
select given.applicants(:'acme', '{old@example.com}');
select id as old from applicant \gset
create function pg_temp.wrong(errors json[]) returns text
language sql as $$
    -- Which fields are wrong, and how.
    select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', ')
    from unnest(errors) e
$$;
select is(pg_temp.wrong(applicant_people_errors(:'acme', given.people(emails),
    ids)), wanted, name)
from (values
    ('{a@example.com,b@example.com}'::text[], null::uuid[], null::text,
        'two may be invited'),
    ('{a@example.com}', array[:'old']::uuid[], null,
        'and one who is known'),
    ('{a@example.com,b@example.com,A@Example.com}', null,
        '#/applicants/2/email not_allowed', 'nobody twice'),
    ('{OLD@example.com}', array[:'old']::uuid[],
        '#/existing_applicant_ids/0 not_allowed',
        'not as new and known either'),
    ('{a@example.com}', array[:'old', :'old']::uuid[],
        '#/existing_applicant_ids/1 not_allowed', 'nor as known twice'),
    ('{a@example.com,a@example.com}', array[:'acme']::uuid[],
        '#/applicants/1/email not_allowed, '
        '#/existing_applicant_ids/0 not_allowed',
        'all that is wrong is said')) v (emails, ids, wanted, name);

select * from finish();
