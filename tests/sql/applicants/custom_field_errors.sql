-- SPDX-License-Identifier: MIT
select plan(6);

create function pg_temp.wrong(
    answers json, is_text boolean default false, fields json default
    '[{"key": "a", "type": "text"}, {"key": "n", "type": "number"},
      {"key": "d", "type": "date"},
      {"key": "c", "type": "choice", "options": ["x"]}]'
) returns text
language sql as $$
    select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', '
        order by e->>'pointer')
    from unnest(custom_field_errors(fields, answers, '#/f', is_text)) e
$$;
select is(pg_temp.wrong('{"a": "x", "n": 1, "c": "x"}'), null,
        'answers may be right'),
    is(pg_temp.wrong(null), null, 'or none'), is(pg_temp.wrong('{}'), null,
        'or empty');
select is(pg_temp.wrong('{"a": 1, "n": "1", "d": "1", "c": "y",
    "z/~": "1"}'), '#/f/a wrong_type, #/f/c not_allowed, #/f/d bad_format, '
    '#/f/n wrong_type, #/f/z~1~0 unknown', 'each is said what it is');
select is(pg_temp.wrong('{"n": "1"}', true), null,
    'a form sends numbers as text');
select is(pg_temp.wrong('{"a": "x"}', false, null), '#/f/a unknown',
    'where nothing is asked, all is unknown');

select * from finish();
