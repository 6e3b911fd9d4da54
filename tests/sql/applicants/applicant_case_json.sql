-- SPDX-License-Identifier: MIT
select plan(1);

select given.organization('Acme', kind => 'customer') as acme \gset
select id as business from applicant_business_make(:'acme',
    '{"name": "Bolt"}') \gset
select id from applicant_case_create(:'acme', given.operator(), :'business',
    'Loan') \gset
select is(applicant_case_json(c)::jsonb, jsonb_build_object('id', c.id,
    'business_id', :'business', 'name', 'Loan', 'created_at',
    wire_time(c.created_at)), 'all of it is shown')
from applicant_case c where c.id = :'id';

select * from finish();
