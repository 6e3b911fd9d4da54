-- SPDX-License-Identifier: MIT
create or replace function connection_archive(
    organization_id uuid, caller json, connection_id uuid
) returns reply
language sql volatile as $$
    -- Archive a connection, for both sides.
    -- Returns it; refuses what connection_set_status refuses.
    -- Raises nothing. Writes connection, event.
    select connection_set_status(organization_id, caller, connection_id,
        'active', 'archived')
$$;
