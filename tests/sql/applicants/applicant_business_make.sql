-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme', kind => 'customer') as acme \gset
select id from applicant_business_make(:'acme', '{"name": "Bolt",
    "address_city": "Orlando", "mobile": null}') \gset
select is(organization_id, :'acme', 'a business is the customer''s'),
    is(row(name, mobile, address_city, address_state)::text,
        '(Bolt,,Orlando,)', 'as it was described'),
    isnt(created_at, null, 'made now')
from applicant_business where id = :'id';
select isnt((applicant_business_make(:'acme', '{"name": "Bolt"}')).id,
    :'id'::uuid, 'another of that name is another');
select isnt((applicant_business_make(:'acme', json_build_object('id', :'id',
    'name', 'Bolt'))).id, :'id'::uuid, 'its id is not the caller''s to say');

select * from finish();
