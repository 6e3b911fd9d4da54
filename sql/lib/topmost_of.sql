-- SPDX-License-Identifier: MIT
create or replace function topmost_of(o organization) returns uuid
language sql immutable as $$
    -- The topmost organization above one, or itself if none is above.
    -- Raises nothing, writes nothing.
    select coalesce(o.ancestor_ids[1], o.id)
$$;
