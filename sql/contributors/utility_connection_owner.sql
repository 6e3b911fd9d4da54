-- SPDX-License-Identifier: MIT
create or replace function utility_connection_owner(
    caller json, connection_id uuid
) returns reply
language plpgsql stable as $$
-- Tell which company a utility connection belongs to, for whoever must know
-- it before the call: links are minted for an organization.
-- Returns its id; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found utility_connection := utility_connection_find(connection_id, v);
begin
    v.problem := coalesce(v.problem,
        case when v_found.id is null then 'not_found' end);
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return reply_ok(null, v_found.organization_id);
end
$$;
