-- SPDX-License-Identifier: MIT
create or replace function event_write(
    organization_id uuid, type text, actor text, request_id uuid,
    invitation_id uuid default null, data json default '{}'
) returns void
language plpgsql volatile as $$
-- Put on record what happened, in the transaction in which it happened.
-- Raises nothing. Writes event.
#variable_conflict use_column
begin
    insert into event (organization_id, id, type, invitation_id, at, actor,
        request_id, data)
    values (event_write.organization_id, uuid_v7(), event_write.type,
        event_write.invitation_id, clock_timestamp(), event_write.actor,
        event_write.request_id, event_write.data);
end
$$;
