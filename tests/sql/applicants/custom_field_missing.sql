-- SPDX-License-Identifier: MIT
select plan(4);

create function pg_temp.missing(answers json, fields json default
    '[{"key": "a", "is_required": true}, {"key": "b", "is_required": false},
      {"key": "c", "is_required": true}]'
) returns text
language sql as $$
    select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', ')
    from unnest(custom_field_missing(fields, answers, '#/f')) e
$$;
select is(pg_temp.missing('{}'), '#/f/a required, #/f/c required',
        'what must be answered and is not is said'),
    is(pg_temp.missing('{"a": "x"}'), '#/f/c required', 'only that'),
    is(pg_temp.missing('{"a": "x", "c": false}'), null, 'no is an answer'),
    is(pg_temp.missing('{}', null), null, 'where nothing is asked, nothing');

select * from finish();
