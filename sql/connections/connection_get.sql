-- SPDX-License-Identifier: MIT
create or replace function connection_get(
    organization_id uuid, caller json, connection_id uuid
) returns reply
language plpgsql stable as $$
-- Show a business's side of a connection.
-- Returns it; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_found connection;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select c.* into v_found from connection c
    where c.organization_id = connection_get.organization_id
        and c.id = connection_get.connection_id;
    if not found then
        return reply_problem('not_found');
    end if;
    return reply_ok(connection_json(v_found), v_found.id, v_found.revision);
end
$$;
