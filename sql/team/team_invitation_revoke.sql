-- SPDX-License-Identifier: MIT
create or replace function team_invitation_revoke(
    organization_id uuid, caller json, invitation_id uuid
) returns reply
language plpgsql volatile as $$
-- Revoke an invitation to a business's team, which frees its seat.
-- Returns an empty answer; refuses not_found, role_too_low,
-- invitation_state. Raises nothing. Writes what invitation_do_revoke writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
begin
    v.problem := coalesce(v.problem, invitation_do_revoke(organization_id,
        invitation_id, 'team', v));
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return reply_ok(null);
end
$$;
