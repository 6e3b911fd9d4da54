-- SPDX-License-Identifier: MIT
create or replace function invitation_revoke(caller json, invitation_id uuid)
returns reply
language plpgsql volatile as $$
-- Revoke an invitation of any family.
-- Returns invitation_json; refuses what invitation_do_revoke refuses.
-- Raises nothing. Writes what invitation_do_revoke writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found invitation := invitation_find(invitation_id, v);
begin
    v.problem := coalesce(v.problem, invitation_do_revoke(
        v_found.organization_id, v_found.id, null, v));
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_found := invitation_find(invitation_id, v);
    return reply_ok(invitation_json(v_found), v_found.id, v_found.revision);
end
$$;
