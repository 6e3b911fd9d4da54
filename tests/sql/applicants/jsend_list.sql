-- SPDX-License-Identifier: MIT
select plan(3);

select array[uuid_v7(), uuid_v7(), uuid_v7()]::text as ids \gset
select is((r).body::jsonb, jsonb_build_object('status', 'success', 'message',
        'Found', 'data', '[1, 2]'::jsonb, 'next_cursor',
        chr(1) || 'cursor ' || (:'ids'::uuid[])[2]),
        'a page is said in JSend, its cursor a mark'),
    is((r).next_cursor, (:'ids'::uuid[])[2], 'which the reply gives besides')
from jsend_list('Found', '{"1","2","3"}', :'ids', 2) r;
select is((jsend_list('Found', null, null, 2)).body::jsonb, '{"status":
    "success", "message": "Found", "data": [], "next_cursor": null}',
    'no rows are an empty list');

select * from finish();
