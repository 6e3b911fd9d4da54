-- SPDX-License-Identifier: MIT
select plan(1);

select given.organization('Acme', kind => 'customer') as acme \gset
select given.esign(:'acme', 'Terms', 'abc') as id \gset
select is(esign_template_json(t)::jsonb, jsonb_build_object('id', t.id,
    'name', 'Terms', 'text', 'abc', 'sha256', 'ba7816bf8f01cfea414140de5dae'
    '2223b00361a396177a9cb410ff61f20015ad', 'created_at',
    wire_time(t.created_at)), 'all of it is shown')
from esign_template t where t.id = :'id';

select * from finish();
