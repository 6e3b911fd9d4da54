-- SPDX-License-Identifier: MIT
create or replace function invitation_do_revoke(
    organization_id uuid, id uuid, kind text, v authority
) returns text
language plpgsql volatile as $$
-- Revoke an invitation of any family: its links are dead from here on. Doing
-- it again changes nothing; what was accepted stays.
-- Returns a problem's code or null: not_found, role_too_low (team),
-- invitation_state.
-- Raises nothing. Writes license, invitation, recipient, outbox, event.
#variable_conflict use_column
declare
    v_found invitation;
    v_status text;
begin
    perform team_lock(organization_id, id);
    v_found := invitation_lock(organization_id, id, kind);
    v_status := invitation_status(v_found, clock_timestamp());
    if v_found.id is null then
        return 'not_found';
    elsif role_rank(v_found.role) > role_rank(v.role) then
        return 'role_too_low';
    elsif v_status = 'revoked' then
        return null;
    elsif v_status in ('accepted', 'rejected') then
        return 'invitation_state';
    end if;
    perform invitation_end(v_found.organization_id, v_found.id, 'revoked');
    if v_found.kind = 'team' then
        perform seat_note(v_found.organization_id, v_found.id);
    end if;
    perform event_write(v_found.organization_id, 'invitation.revoked',
        v.actor, v.request_id, v_found.id);
    return null;
end
$$;
