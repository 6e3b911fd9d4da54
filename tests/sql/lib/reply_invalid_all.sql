-- SPDX-License-Identifier: MIT
select plan(2);

select r.code, r.body from reply_invalid_all(array[
    field_error('#/a', 'required', 'is required'),
    field_error('#/b', 'unknown', 'is unknown')]) r \gset
select is(:'code'::text, 'invalid_fields', 'fields are refused'),
    is(:'body'::jsonb, '{"errors": [
        {"pointer": "#/a", "code": "required", "detail": "is required"},
        {"pointer": "#/b", "code": "unknown", "detail": "is unknown"}]}',
        'all of them, in order');

select * from finish();
