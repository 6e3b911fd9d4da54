-- SPDX-License-Identifier: MIT
create or replace function connection_decline(
    organization_id uuid, caller json, connection_id uuid
) returns reply
language sql volatile as $$
    -- Decline a connection that waits for approval.
    -- Returns it; refuses what connection_set_status refuses.
    -- Raises nothing. Writes connection, event, outbox, address_limit.
    select connection_set_status(organization_id, caller, connection_id,
        'pending', 'declined')
$$;
