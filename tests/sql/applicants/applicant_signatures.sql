-- SPDX-License-Identifier: MIT
select plan(2);

select is(string_agg(concat_ws(' ', s.number, right(s.id::text, 1), s.name),
    ', ' order by s.number), '1 1 Jim, 2 2 Ann',
    'signatures in either way of naming members')
from applicant_signatures('[{"templateId":
    "00000000-0000-0000-0000-000000000001", "name": "Jim"}, {"template_id":
    "00000000-0000-0000-0000-000000000002", "name": "Ann"}]') s;
select is((select count(*)::int from applicant_signatures(null)), 0,
    'none are none');

select * from finish();
