-- SPDX-License-Identifier: MIT
select plan(22);

select is(is_date(d), true, d || ' is a day')
from unnest('{2026-11-21,2024-02-29,2000-02-29,0001-01-01,9999-12-31,
    2026-04-30}'::text[]) d;
select is(is_date(d), false, quote_literal(d) || ' is none')
from unnest('{2026-02-29,1900-02-29,2026-04-31,2026-13-01,2026-00-10,
    2026-01-00,2026-01-32,0000-01-01,2026-1-1,26-01-01,2026-01-01T00:00:00Z,
    today,""," 2026-01-01",+2026-01-01}'::text[]) d;
select is(is_date(e'2026-01-01\n'), false, 'nor is one and more');

select * from finish();
