-- SPDX-License-Identifier: MIT
select plan(47);

create function pg_temp.fault(
    type text, value json, is_text boolean default false
) returns text
language sql as $$
    select custom_field_fault(json_build_object('type', type, 'options',
        '["x", "y"]'::json), value, is_text)
$$;
select is(pg_temp.fault(type, value), null, value || ' fits ' || type)
from (values ('text', '"any"'::json), ('text', '"12"'), ('number', '12'),
    ('number', '-0.5'), ('number', '1e99'), ('number', '0'),
    ('number', '999999999999999999'), ('number', '0.123456789012345678'),
    ('date', '"2026-02-28"'), ('boolean', 'true'), ('boolean', 'false'),
    ('choice', '"x"'), ('text', 'null'), ('number', 'null'),
    ('date', '""'), ('choice', '""'), ('boolean', '""')) v (type, value);
select is(pg_temp.fault(type, value), wanted,
    value || ' for ' || type || ' is ' || wanted)
from (values ('text', '12'::json, 'wrong_type'),
    ('text', 'true', 'wrong_type'), ('number', '"12"', 'wrong_type'),
    ('number', 'true', 'wrong_type'), ('boolean', '"true"', 'wrong_type'),
    ('boolean', '1', 'wrong_type'), ('date', '20260228', 'wrong_type'),
    ('choice', '1', 'wrong_type'), ('number', '1e100', 'out_of_range'),
    ('number', '1e-999999999', 'out_of_range'),
    ('number', '1000000000000000000', 'out_of_range'),
    ('number', '0.1234567890123456789', 'out_of_range'),
    ('date', '"2026-02-29"', 'bad_format'), ('choice', '"z"', 'not_allowed'),
    ('choice', '"X"', 'not_allowed'), ('text', '{}', 'wrong_type'),
    ('text', '[]', 'wrong_type')) v (type, value, wanted);
select is(pg_temp.fault(type, value, true), wanted, concat_ws(' ', 'as text',
    value, 'for', type, 'is', coalesce(wanted, 'fit')))
from (values ('number', '"12"'::json, null), ('number', '"-1.5e3"', null),
    ('number', '"012"', 'bad_format'), ('number', '"twelve"', 'bad_format'),
    ('number', '" 12"', 'bad_format'), ('number', '"1e400"', 'out_of_range'),
    ('number', 'true', 'wrong_type'), ('boolean', '"true"', null),
    ('boolean', '"false"', null), ('boolean', '"yes"', 'bad_format'),
    ('boolean', '1', 'wrong_type'), ('number', '12', null),
    ('date', '12', 'wrong_type')) v (type, value, wanted);

select * from finish();
