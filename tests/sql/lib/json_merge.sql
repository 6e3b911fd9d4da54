-- SPDX-License-Identifier: MIT
select plan(2);

select is(json_merge('{"b" : 1, "a" : [2]}', '{"c" : {}}')::text,
    '{"b" : 1, "a" : [2], "c" : {}}',
    'members keep their order, those of the second come behind');
select is(json_merge('{"a" : 1}', null)::text, null,
    'nothing comes of nothing');

select * from finish();
