-- SPDX-License-Identifier: MIT
select plan(1);

select is((health())::text, '(,{},,,)', 'the database answers');

select * from finish();
