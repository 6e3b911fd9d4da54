-- SPDX-License-Identifier: MIT
select plan(2);

select is((reply_invalid('#/email', 'not_allowed', 'is not')).code,
    'invalid_fields', 'a field refused is invalid_fields');
select is((reply_invalid('#/email', 'not_allowed', 'is not')).body::jsonb,
    '{"errors": [{"pointer": "#/email", "code": "not_allowed",
        "detail": "is not"}]}', 'with the one field that it is about');

select * from finish();
