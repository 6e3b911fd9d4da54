-- SPDX-License-Identifier: MIT
select plan(8);

select array[uuid_v7(), uuid_v7(), uuid_v7()]::text as ids \gset
select body::jsonb as body, next_cursor
from reply_list('{"1","2","3"}', :'ids', 2) \gset
select is(:'body'::jsonb->'data', '[1, 2]', 'a page has page_limit items');
select is(:'body'::jsonb->>'nextCursor',
    chr(1) || 'cursor ' || (:'ids'::uuid[])[2],
    'its cursor is a mark of its last row');
select is(:'next_cursor', (:'ids'::uuid[])[2]::text,
    'which the reply gives besides');
select is((reply_list('{"1","2","3"}', :'ids', 3)).body::jsonb,
    '{"data": [1, 2, 3], "nextCursor": null}',
    'rows that fill a page exactly are the last page');
select is((reply_list('{"1","2","3"}', :'ids', 3)).next_cursor, null,
    'which no other follows');
select is((reply_list(null, null, 3)).body::jsonb,
    '{"data": [], "nextCursor": null}', 'no rows are an empty list');
select is((reply_list(null, null, 3)).code, null, 'which is no refusal');
select is((reply_list('{"1","2"}', :'ids', 1)).body::jsonb->'data', '[1]',
    'a page may have one item');

select * from finish();
