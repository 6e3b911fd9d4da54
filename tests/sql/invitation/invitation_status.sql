-- SPDX-License-Identifier: MIT
select plan(17);

create function pg_temp.status(
    state text, expires_in integer default null, use_count integer default 0,
    max_uses integer default 1
) returns text
language sql as $$
    -- expires_in: seconds from the moment asked about.
    select invitation_status(i, '2024-01-01 00:00:00+00')
    from jsonb_populate_record(null::invitation, jsonb_build_object(
        'state', state, 'use_count', use_count, 'max_uses', max_uses,
        'expires_at', timestamptz '2024-01-01 00:00:00+00'
            + expires_in * interval '1 s')) i
$$;
select is(pg_temp.status('pending', 1), 'pending', 'pending until it expires');
select is(pg_temp.status('pending', 0), 'expired', 'expired to the moment');
select is(pg_temp.status('pending', -1), 'expired', 'and from then on');
select is(pg_temp.status('pending'), 'pending', 'without an end, never');
select is(pg_temp.status('expired', 1), 'expired',
    'expired where another took its place');

select is(pg_temp.status('accepted', 1, 1), 'accepted', 'accepted');
select is(pg_temp.status('accepted', -1, 1), 'accepted',
    'accepted is above expired');
select is(pg_temp.status('pending', 1, 2, 2), 'accepted',
    'used up is accepted');
select is(pg_temp.status('pending', 1, 1, 2), 'pending',
    'one use of two is not');
select is(pg_temp.status('pending', 1, 9, null), 'pending',
    'nor is any number without a limit');
select is(pg_temp.status('rejected', 1, 1, 1), 'accepted',
    'accepted is above rejected');
select is(pg_temp.status('expired', -1, 1, 1), 'accepted',
    'and above a stored expiry');

select is(pg_temp.status('rejected', 1), 'rejected', 'rejected');
select is(pg_temp.status('rejected', -1), 'rejected',
    'rejected is above expired');

select is(pg_temp.status('revoked', 1), 'revoked', 'revoked');
select is(pg_temp.status('revoked', -1), 'revoked',
    'revoked is above expired');
select is(pg_temp.status('revoked', 1, 1, 1), 'revoked',
    'and above accepted');

select * from finish();
