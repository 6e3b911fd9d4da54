-- SPDX-License-Identifier: MIT
create or replace function seat_reserved(organization_id uuid, at timestamptz)
returns integer
language plpgsql stable as $$
-- How many seats of a business its invitations have that are pending at
-- a moment: an expired one has let go of its own, though no row says so.
-- at: now, or whenever the lock was waited for.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select count(*) from invitation i
        where i.organization_id = seat_reserved.organization_id
            and i.kind = 'team' and i.expires_at > seat_reserved.at
            and invitation_status(i, seat_reserved.at) = 'pending'
    );
end
$$;
