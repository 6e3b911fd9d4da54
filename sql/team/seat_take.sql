-- SPDX-License-Identifier: MIT
create or replace function seat_take(
    was invitation, v authority, at timestamptz
) returns void
language plpgsql volatile as $$
-- Write on an invitation that was just created or resent who grants its role
-- from now on, and since when it has its seat: one that had expired takes
-- another.
-- was: as it stood before; v: the granter; at: when it was created or resent.
-- Raises nothing. Writes invitation.
#variable_conflict use_column
declare
    v_is_held boolean := was.license_activated_at is not null
        and was.expires_at > seat_take.at;
begin
    update invitation i
    set granter_organization_id = v.organization_id,
        granter_key_id = v.key_id,
        license_activated_at = case when v_is_held
            then was.license_activated_at else seat_take.at end,
        past_seats = case
            when v_is_held or was.license_activated_at is null
            then was.past_seats
            else was.past_seats + tstzmultirange(
                tstzrange(was.license_activated_at,
                    greatest(was.license_activated_at, was.expires_at)))
            end
    where i.organization_id = was.organization_id and i.id = was.id;
    perform seat_note(was.organization_id, was.id);
end
$$;
