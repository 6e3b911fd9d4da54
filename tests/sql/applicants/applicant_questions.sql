-- SPDX-License-Identifier: MIT
select plan(2);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id from given.applicants(:'acme', template_id =>
    given.questions(:'acme')) \gset
select is(applicant_questions(a)::text, t.fields::text,
    'the questions of the template')
from applicant_invitation a, custom_field_template t
where a.invitation_id = :'id';
select id from given.applicants(:'acme') \gset
select is(applicant_questions(a)::text, null, 'or none')
from applicant_invitation a where a.invitation_id = :'id';

select * from finish();
