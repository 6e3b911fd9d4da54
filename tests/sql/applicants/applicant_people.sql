-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme', kind => 'customer') as acme,
    given.organization('Other', kind => 'customer') as other \gset
select given.applicants(:'acme', '{Old@example.com}');
select id as old from applicant \gset
select is(string_agg(concat_ws(' ', p.number, p.place, p.id is not null,
        p.first_name, p.email, p.email_key), ', ' order by p.number),
    '1 #/applicants/0/email f Jim A@example.com a@example.com, '
    '2 #/applicants/1/email f Jim b@example.com b@example.com, '
    '3 #/existing_applicant_ids/0 t Jim Old@example.com old@example.com, '
    '4 #/existing_applicant_ids/1 t',
    'new ones, existing ones, and one that is not')
from applicant_people(:'acme', given.people(
    '{A@example.com,b@example.com}'), array[:'old', :'acme']::uuid[]) p;
select is((select p.email from applicant_people(:'other', null,
    array[:'old']::uuid[]) p), null, 'another customer''s is not');
select is((select count(*)::int from applicant_people(:'acme', null, null)),
    0, 'nobody named is nobody');

select * from finish();
