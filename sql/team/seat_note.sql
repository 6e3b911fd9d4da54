-- SPDX-License-Identifier: MIT
create or replace function seat_note(organization_id uuid, invitation_id uuid)
returns void
language plpgsql volatile as $$
-- Write on an invitation how many seats are in use now that it has changed.
-- Raises nothing. Writes invitation.
#variable_conflict use_column
begin
    update invitation i
    set license_quantity = seat_used(i.organization_id)
        + seat_reserved(i.organization_id, clock_timestamp())
    where i.organization_id = seat_note.organization_id
        and i.id = seat_note.invitation_id;
end
$$;
