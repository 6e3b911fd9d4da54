-- SPDX-License-Identifier: MIT
select plan(4);

select is(json_texts('["one", "two, \"three\"", 4]'),
    array['one', 'two, "three"', '4'], 'each element is a text');
select is(json_texts('[]'), '{}', 'of none there is none');
select is(json_texts('null'), null, 'null is no array');
select is(json_texts(null), null, 'nor is nothing');

select * from finish();
