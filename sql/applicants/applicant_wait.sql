-- SPDX-License-Identifier: MIT
create or replace function applicant_wait(
    organization_id uuid, email_keys text[], address_per_hour integer
) returns integer
language plpgsql volatile as $$
-- Lock addresses within a topmost organization, in one order, so that no two
-- requests wait for each other, and tell in how many seconds all of them may
-- have another invitation mail: 0 for now.
-- Raises nothing. Writes address_limit.
#variable_conflict use_column
declare
    v_key text;
    v_wait integer := 0;
begin
    for v_key in select k from unnest(email_keys) k order by k loop
        v_wait := greatest(v_wait,
            address_wait(organization_id, v_key, address_per_hour));
    end loop;
    return v_wait;
end
$$;
