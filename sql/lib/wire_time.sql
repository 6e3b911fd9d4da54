-- SPDX-License-Identifier: MIT
create or replace function wire_time(at timestamptz) returns text
language sql stable as $$
    -- Write a moment as the API does: RFC 3339, UTC, milliseconds, `Z`.
    -- Returns null for null. Raises nothing, writes nothing.
    select to_char(wire_time.at at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
