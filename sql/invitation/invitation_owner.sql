-- SPDX-License-Identifier: MIT
create or replace function invitation_owner(caller json, invitation_id uuid)
returns reply
language plpgsql stable as $$
-- Tell which organization an invitation belongs to, for whoever must know it
-- before the call: new links are minted for an organization.
-- Returns its id; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found invitation := invitation_find(invitation_id, v);
begin
    v.problem := coalesce(v.problem,
        case when v_found.id is null then 'not_found' end);
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return reply_ok(null, v_found.organization_id);
end
$$;
