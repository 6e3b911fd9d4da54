-- SPDX-License-Identifier: MIT
select plan(10);

create function pg_temp.wrong(fields json) returns text
language sql as $$
    select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', ')
    from unnest(custom_field_template_errors(fields)) e
$$;
select is(pg_temp.wrong('[{"key": "a", "type": "text"},
    {"key": "B_-9", "type": "choice", "options": ["x", "y"]}]'), null,
    'questions may be right');
select is(pg_temp.wrong(f), wanted, name)
from (values
    ('[{"key": "a", "type": "text"}, {"key": "a", "type": "date"}]'::json,
        '#/fields/1/key not_allowed', 'a key is no other''s'),
    ('[{"key": "a.b", "type": "text"}]', '#/fields/0/key bad_format',
        'a key can stand in a form'),
    ('[{"key": "a/b", "type": "text"}]', '#/fields/0/key bad_format',
        'and in a pointer'),
    ('[{"key": "a", "type": "choice"}]', '#/fields/0/options required',
        'a choice is between options'),
    ('[{"key": "a", "type": "choice", "options": null}]',
        '#/fields/0/options required', 'and null is none'),
    ('[{"key": "a", "type": "text", "options": ["x"]}]',
        '#/fields/0/options not_allowed', 'nothing else has options'),
    ('[{"key": "a", "type": "choice", "options": ["x", "y", "x"]}]',
        '#/fields/0/options not_allowed', 'options differ'),
    ('[{"key": "a", "type": "choice"}, {"key": "a", "type": "text"}]',
        '#/fields/0/options required, #/fields/1/key not_allowed',
        'all that is wrong is said')) v (f, wanted, name);
select is(pg_temp.wrong('[{"key": "a", "type": "text", "options": null}]'),
    null, 'null is no options');

select * from finish();
