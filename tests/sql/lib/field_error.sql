-- SPDX-License-Identifier: MIT
select plan(1);

select is(field_error('#/a', 'required', 'is required')::text,
    '{"pointer" : "#/a", "code" : "required", "detail" : "is required"}',
    'an error says where, what and how');

select * from finish();
