-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_cancel(
    organization_id uuid, caller json, invitation_id uuid
) returns reply
language plpgsql volatile as $$
-- Cancel an invitation that a business has sent.
-- Returns it; refuses not_found, invitation_state.
-- Raises nothing. Writes what invitation_do_revoke writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
begin
    v.problem := coalesce(v.problem, invitation_do_revoke(organization_id,
        invitation_id, 'connections', v));
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return connection_invitation_reply(organization_id, invitation_id);
end
$$;
