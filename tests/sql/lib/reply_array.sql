-- SPDX-License-Identifier: MIT
select plan(5);

select array[uuid_v7(), uuid_v7(), uuid_v7()]::text as ids \gset
select body::jsonb as body, next_cursor
from reply_array('{"1","2","3"}', :'ids', 2) \gset
select is(:'body'::jsonb, '[1, 2]', 'a page is an array');
select is(:'next_cursor', (:'ids'::uuid[])[2]::text,
    'the reply alone says where the next begins');
select is((reply_array('{"1","2","3"}', :'ids', 3)).next_cursor, null,
    'unless it is the last');
select is((reply_array(null, null, 3)).body::jsonb, '[]',
    'no rows are an empty array');
select is((reply_array(null, null, 3)).code, null, 'which is no refusal');

select * from finish();
