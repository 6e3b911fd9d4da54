-- SPDX-License-Identifier: MIT
create or replace function invitation_lapse(
    organization_id uuid, target text
) returns void
language plpgsql volatile as $$
-- Store `expired` on invitations to a target whose time has passed, so that
-- another may take the target.
-- Raises nothing. Writes invitation, recipient, outbox.
#variable_conflict use_column
declare
    v_id uuid;
begin
    for v_id in
        select i.id
        from recipient r join invitation i
            on i.organization_id = r.organization_id
            and i.id = r.invitation_id
        where r.organization_id = invitation_lapse.organization_id
            and r.target = invitation_lapse.target and r.is_live
            -- Read again after a wait: who held the row may have ended it.
            and i.state = 'pending' and i.expires_at <= clock_timestamp()
        for update of i
    loop
        perform invitation_end(invitation_lapse.organization_id, v_id,
            'expired');
    end loop;
end
$$;
