-- SPDX-License-Identifier: MIT
select plan(1);

select given.organization('Acme', kind => 'customer') as acme \gset
select given.questions(:'acme') as id \gset
select is(custom_field_template_json(t)::jsonb, jsonb_build_object('id', t.id,
    'name', 'Questions', 'fields', t.fields::jsonb, 'created_at',
    wire_time(t.created_at)), 'all of it is shown')
from custom_field_template t where t.id = :'id';

select * from finish();
