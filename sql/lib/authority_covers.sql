-- SPDX-License-Identifier: MIT
create or replace function authority_covers(v authority, o organization)
returns boolean
language sql immutable as $$
    -- Whether an organization is the caller's own or below it.
    -- Raises nothing, writes nothing.
    select v.is_operator or o.id = v.organization_id
        or v.organization_id = any(o.ancestor_ids)
$$;
