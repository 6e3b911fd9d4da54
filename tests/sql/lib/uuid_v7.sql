-- SPDX-License-Identifier: MIT
select plan(3);

select matches(uuid_v7()::text,
    '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    'an id is of version 7 and of the variant of RFC 9562');
select is(
    (select count(distinct id)::int
        from (select uuid_v7() id from generate_series(1, 1000)) ids),
    1000, 'ids of one moment differ');
select cmp_ok(
    abs(('x' || left(replace(uuid_v7()::text, '-', ''), 12))::bit(48)::bigint
        - extract(epoch from clock_timestamp()) * 1000),
    '<', 1000.0, 'an id begins with the milliseconds of the clock');

select * from finish();
