-- SPDX-License-Identifier: MIT
create or replace function address_wait_all(
    organization_id uuid, invitation_id uuid, address_per_hour integer
) returns integer
language plpgsql volatile as $$
-- Lock the addresses of an invitation, a telephone where there is none, and
-- tell in how many seconds all of them may have another mail: 0 for now.
-- Raises nothing. Writes address_limit.
#variable_conflict use_column
declare
    v_topmost_id uuid;
begin
    select topmost_of(o) into v_topmost_id from organization o
    where o.id = address_wait_all.organization_id;
    return address_wait_each(v_topmost_id, array(
        select coalesce(r.email_key, r.phone_key) from recipient r
        where r.organization_id = address_wait_all.organization_id
            and r.invitation_id = address_wait_all.invitation_id
            and coalesce(r.email_key, r.phone_key) is not null),
        address_per_hour);
end
$$;
