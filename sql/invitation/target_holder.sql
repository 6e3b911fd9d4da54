-- SPDX-License-Identifier: MIT
create or replace function target_holder(organization_id uuid, target text)
returns uuid
language plpgsql volatile as $$
-- Find the live invitation that holds a target, after one whose time has
-- passed has let go.
-- Returns its id or null. Raises nothing. Writes invitation, recipient,
-- outbox.
#variable_conflict use_column
begin
    perform invitation_lapse(target_holder.organization_id,
        target_holder.target);
    return (
        select r.invitation_id from recipient r
        where r.organization_id = target_holder.organization_id
            and r.target = target_holder.target and r.is_live
    );
end
$$;
