-- SPDX-License-Identifier: MIT
create or replace function utility_connection_status(c utility_connection)
returns text
language sql immutable as $$
    -- Whether a utility connection can be used: ACTIVE once its password is
    -- there, PENDING before. Raises nothing, writes nothing.
    select case when c.password_sealed is null then 'PENDING'
        else 'ACTIVE' end
$$;
