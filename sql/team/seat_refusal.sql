-- SPDX-License-Identifier: MIT
create or replace function seat_refusal(organization_id uuid, at timestamptz)
returns text
language plpgsql stable as $$
-- Why a business has no seat for one more: seat_limit_reached, or null if it
-- has. The caller has locked its licence; at: the time since.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_in_use integer := seat_used(organization_id)
        + seat_reserved(organization_id, seat_refusal.at);
begin
    return (
        select 'seat_limit_reached' from license s
        where s.organization_id = seat_refusal.organization_id
            and s.seat_limit <= v_in_use
    );
end
$$;
