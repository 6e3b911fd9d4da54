-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme') as terms, given.questions(:'acme') as questions
\gset
select id from given.applicants(:'acme', documents =>
    array[:'terms']::uuid[], template_id => :'questions', custom_fields =>
    '{"size": 3}') \gset
select is(applicant_form(given.link(:'id'), 'a@b.de')::jsonb, format('[
    {"name": "customFields.size", "type": "number", "required": false,
     "value": 3},
    {"name": "customFields.town", "type": "text", "required": true,
     "value": null},
    {"name": "signatures.%s", "type": "signature", "required": true,
     "value": null}]', :'terms')::jsonb,
    'questions with what is known, and a name under each document');
select is((applicant_form(given.link(:'id'), null)->0->>'value'), null,
    'what is known is for who has proved an address');
select id as bare from given.applicants(:'acme', '{ann@example.com}') \gset
select is(applicant_form(given.link(:'bare'), null)::text, '[]',
    'there may be nothing to ask');

select * from finish();
