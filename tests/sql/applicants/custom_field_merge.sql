-- SPDX-License-Identifier: MIT
select plan(10);

create function pg_temp.merge(known json, answers json) returns text
language sql as $$
    select custom_field_merge('[{"key": "a", "type": "text"},
        {"key": "n", "type": "number"}]', known, answers)::jsonb::text
$$;
select is(pg_temp.merge(known, answers), wanted, name)
from (values
    (null::json, null::json, '{}', 'nothing is an empty object'),
    ('{"a": "x"}', null, '{"a": "x"}', 'what is known stays'),
    ('{"a": "x"}', '{"n": 1}', '{"a": "x", "n": 1}', 'beside what is new'),
    ('{"a": "x"}', '{"a": "y"}', '{"a": "y"}', 'which takes its place'),
    ('{"a": "x"}', '{"a": ""}', '{}', 'the empty text clears it'),
    ('{"a": "x"}', '{"a": null}', '{}', 'and so does null'),
    (null, '{"n": "7"}', '{"n": 7}', 'a number is kept as one'),
    (null, '{"z": 1}', '{}', 'what is not asked is not kept'))
    v (known, answers, wanted, name);
select is((select string_agg(k, ' ') from json_object_keys(
    custom_field_merge('[{"key": "b", "type": "text"},
        {"key": "a", "type": "text"}]', null, '{"a": "1", "b": "2"}')) k),
    'b a', 'in the order of the questions');
select is(custom_field_merge(null, null, '{"a": 1}')::text, '{}',
    'where nothing is asked, nothing is kept');

select * from finish();
