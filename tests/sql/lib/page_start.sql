-- SPDX-License-Identifier: MIT
select plan(2);

select uuid_v7() as id \gset
select is(page_start(:'id'), :'id', 'a page begins below the row before it');
select cmp_ok(page_start(null), '>', uuid_v7(), 'the first below every id');

select * from finish();
