-- SPDX-License-Identifier: MIT
create or replace function seal_number(sealed json, name text)
returns integer
language sql immutable as $$
    -- The server key that sealed a credential; null: there is no such one.
    -- Raises nothing, writes nothing.
    select case when seal_number.sealed->>seal_number.name is not null
        then (seal_number.sealed->>'number')::integer end
$$;
