-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme', kind => 'customer') as acme,
    given.organization('Other', kind => 'customer') as other \gset
select id from applicant_business_make(:'acme', '{"name": "Bolt",
    "address_city": "Orlando", "mobile": "1"}') \gset
select given.state() as before \gset
select applicant_business_extend(:'acme', null);
select is(given.state(), :'before', 'nothing added changes nothing');
select applicant_business_extend(:'other', json_build_object('id', :'id',
    'name', 'Stolen'));
select is(given.state(), :'before', 'another customer adds nothing');
select applicant_business_extend(:'acme', json_build_object('id', :'id',
    'mobile', '2', 'address_state', 'FL', 'address_city', null));
select is(row(name, mobile, address_city, address_state)::text,
    '(Bolt,2,Orlando,FL)', 'what is said replaces, what is not stays')
from applicant_business where id = :'id';

select * from finish();
