-- SPDX-License-Identifier: MIT
create or replace function organization_get(organization_id uuid, caller json)
returns reply
language plpgsql stable as $$
-- Show an organization.
-- Returns it; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id);
    v_found organization;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select o.* into v_found from organization o
    where o.id = organization_get.organization_id;
    return reply_ok(organization_json(v_found), v_found.id, v_found.revision);
end
$$;
