-- SPDX-License-Identifier: MIT
create or replace function role_rank(role text) returns integer
language sql immutable as $$
    -- How high a role stands: Agent 1, Admin 2, Owner 3.
    -- Raises nothing, writes nothing.
    select array_position('{Agent,Admin,Owner}'::text[], role_rank.role)
$$;
