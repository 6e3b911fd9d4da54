-- SPDX-License-Identifier: MIT
select plan(14);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id as business from applicant_business_make(:'acme',
    '{"name": "Bolt"}') \gset
select given.guards(format('applicant_case_create(%L, $1, %L, %L)', :'acme',
    :'business', 'Loan'));
select given.state() as before \gset
select is((applicant_case_create(:'firm', :'caller', :'business', 'Loan'))
        .code, 'not_found', 'what is no customer has no cases'),
    is((applicant_case_create(:'other', :'caller', :'business', 'Loan'))
        .body->'errors'->0->>'pointer', '#/business_id',
        'nor another''s business'),
    is(given.state(), :'before', 'and nothing is written');
select body, id from applicant_case_create(:'acme', :'caller', :'business',
    'Loan') \gset
select is(:'body'::json->>'data', applicant_case_json(c)::text,
        'a case is answered'),
    is(:'body'::json->>'status', 'success', 'in JSend'),
    is(row(c.organization_id, c.business_id, c.name)::text,
        format('(%s,%s,Loan)', :'acme', :'business'), 'as it was asked')
from applicant_case c where c.id = :'id';
select is((e).type, 'case.created', 'an event says so'),
    is((e).actor, given.actor(:'caller'), 'by whom'),
    is((e).data->>'caseId', :'id', 'and which')
from given.last_event() e;

select * from finish();
