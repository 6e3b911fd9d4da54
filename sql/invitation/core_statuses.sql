-- SPDX-License-Identifier: MIT
create or replace function core_statuses() returns text[]
language sql immutable as $$
    -- All that invitation_status gives. Raises nothing, writes nothing.
    select '{pending,accepted,rejected,revoked,expired}'::text[]
$$;
