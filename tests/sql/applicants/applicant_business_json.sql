-- SPDX-License-Identifier: MIT
select plan(1);

select given.organization('Acme', kind => 'customer') as acme \gset
select is(applicant_business_json(b)::jsonb, jsonb_build_object('id', b.id,
    'name', 'Bolt', 'mobile', '1', 'address_line_1', '2',
    'address_line_2', '3', 'address_city', '4', 'address_state', '5',
    'address_postal_code', '6', 'address_country', '7',
    'created_at', wire_time(b.created_at)), 'all of it is shown')
from applicant_business_make(:'acme', '{"name": "Bolt", "mobile": "1",
    "address_line_1": "2", "address_line_2": "3", "address_city": "4",
    "address_state": "5", "address_postal_code": "6",
    "address_country": "7"}') b;

select * from finish();
