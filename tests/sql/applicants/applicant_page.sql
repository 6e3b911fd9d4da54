-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme', 'Terms', 'abc') as terms,
    given.questions(:'acme') as questions \gset
select id from given.applicants(:'acme', documents =>
    array[:'terms']::uuid[], template_id => :'questions', custom_fields =>
    '{"size": 3}') \gset
select is(applicant_page(given.link(:'id'))::jsonb, jsonb_build_object(
    'businessName', b.name, 'questions', '[
        {"key": "size", "label": "Size", "options": []},
        {"key": "town", "label": "Town", "options": []}]'::jsonb,
    'documents', jsonb_build_array(jsonb_build_object('templateId', :'terms',
        'name', 'Terms', 'text', 'abc', 'sha256',
        encode(sha256('abc'), 'hex')))), 'all of it is there')
from applicant_business b join applicant_invitation a
    on a.business_id = b.id and a.invitation_id = :'id';
select id as bare from given.applicants(:'acme', '{ann@example.com}') \gset
select is(p->>'questions', '[]', 'no questions are an empty list'),
    is(p->>'documents', '[]', 'and so are no documents')
from applicant_page(given.link(:'bare')) p;

select * from finish();
