-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_revoke(
    caller json, invitation_id uuid
) returns reply
language plpgsql volatile as $$
-- Revoke an invitation of this family; what it made stays.
-- Returns it; refuses not_found, invitation_state.
-- Raises nothing. Writes what invitation_do_revoke writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found invitation := invitation_find(invitation_id, v, 'contributors');
begin
    v.problem := coalesce(v.problem, invitation_do_revoke(
        v_found.organization_id, v_found.id, 'contributors', v));
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_found := invitation_find(invitation_id, v, 'contributors');
    return reply_ok(contributor_invitation_json(v_found, v), v_found.id,
        v_found.revision);
end
$$;
