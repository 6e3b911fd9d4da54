-- SPDX-License-Identifier: MIT
select plan(4);

select is(wire_time('2024-02-29 23:59:59.9996+00'),
    '2024-02-29T23:59:59.999Z',
    'a moment is cut to milliseconds, never rounded into the next day');
set local timezone = 'Asia/Kolkata';
select is(wire_time('2024-01-01 00:00:00+00'), '2024-01-01T00:00:00.000Z',
    'the session''s time zone does not show');
set local datestyle = 'German';
select is(wire_time('2024-01-02 00:00:00+00'), '2024-01-02T00:00:00.000Z',
    'nor does its style of dates');
select is(wire_time(null), null, 'null stays null');

select * from finish();
