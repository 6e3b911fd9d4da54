-- SPDX-License-Identifier: MIT
select plan(12);

select is(custom_field_value(json_build_object('type', type), value)::text,
    wanted, value || ' for ' || type || ' is kept as '
        || coalesce(wanted, 'nothing'))
from (values ('text', '"12"'::json, '"12"'), ('text', '"a\"b"', '"a\"b"'),
    ('number', '12.50', '12.50'), ('number', '"12"', '12'),
    ('boolean', '"true"', 'true'), ('boolean', 'false', 'false'),
    ('date', '"2026-02-28"', '"2026-02-28"'), ('choice', '"x"', '"x"'),
    ('text', '""', null), ('number', 'null', null), ('number', '""', null))
    v (type, value, wanted);
select is(custom_field_value('{"type": "text"}', null)::text, null,
    'no answer is kept as none');

select * from finish();
