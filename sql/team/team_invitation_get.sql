-- SPDX-License-Identifier: MIT
create or replace function team_invitation_get(
    organization_id uuid, caller json, invitation_id uuid
) returns reply
language plpgsql stable as $$
-- Show an invitation to a business's team.
-- Returns it; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return team_invitation_reply(organization_id, invitation_id);
end
$$;
