-- SPDX-License-Identifier: MIT
create or replace function address_wait_all(
    organization_id uuid, invitation_id uuid, address_per_hour integer
) returns integer
language plpgsql volatile as $$
-- Lock the addresses of an invitation, a telephone where there is none, and
-- tell in how many seconds all of them may have another mail: 0 for now. Who
-- has accepted gets none, and is not waited for.
-- Raises nothing. Writes address_limit.
#variable_conflict use_column
declare
    v_topmost_id uuid;
    v_keys text[];
    v_mailed text[];
begin
    select topmost_of(o) into v_topmost_id from organization o
    where o.id = address_wait_all.organization_id;
    select array_agg(f.key), array_agg(f.key) filter (where not f.is_done)
    into v_keys, v_mailed
    from (
        select coalesce(r.email_key, r.phone_key) as key,
            recipient_is_done(r) as is_done
        from recipient r
        where r.organization_id = address_wait_all.organization_id
            and r.invitation_id = address_wait_all.invitation_id) f
    where f.key is not null;
    perform address_wait_each(v_topmost_id, v_keys, address_per_hour);
    return address_wait_each(v_topmost_id, v_mailed, address_per_hour);
end
$$;
