-- SPDX-License-Identifier: MIT
select plan(5);

select is((answers_unknown('{}', '{a,b}')).code, null, 'nothing is known'),
    is((answers_unknown('{"b": 1, "a": null}', '{a,b}')).code, null,
        'and so is what the family asks for');
select code, body from answers_unknown('{"d": 1, "a": 2, "c": null}',
    '{a,b}') \gset
select is(:'code'::text, 'invalid_fields', 'all else is refused'),
    is(array(select e->>'pointer' from json_array_elements(
        :'body'::json->'errors') e), '{#/c,#/d}', 'each by its name'),
    is(array(select distinct e->>'code' from json_array_elements(
        :'body'::json->'errors') e), '{unknown}', 'as unknown');

select * from finish();
