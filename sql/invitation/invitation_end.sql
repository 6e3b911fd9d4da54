-- SPDX-License-Identifier: MIT
create or replace function invitation_end(
    organization_id uuid, id uuid, state text
) returns void
language plpgsql volatile as $$
-- Take an invitation out of play: its target is free again and what waits in
-- the outbox is dropped; what a sender already holds may still leave.
-- state: accepted, rejected, revoked or expired. The caller holds the row.
-- Raises nothing. Writes invitation, recipient, outbox.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
begin
    update invitation i
    set state = invitation_end.state,
        revision = i.revision + 1,
        accepted_at = case invitation_end.state
            when 'accepted' then v_now else i.accepted_at end,
        rejected_at = case invitation_end.state
            when 'rejected' then v_now else i.rejected_at end,
        revoked_at = case invitation_end.state
            when 'revoked' then v_now else i.revoked_at end
    where i.organization_id = invitation_end.organization_id
        and i.id = invitation_end.id;
    update recipient r set is_live = false
    where r.organization_id = invitation_end.organization_id
        and r.invitation_id = invitation_end.id and r.is_live;
    perform mail_drop(invitation_end.organization_id, invitation_end.id);
end
$$;
