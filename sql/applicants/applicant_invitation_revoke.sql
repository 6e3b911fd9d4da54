-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_revoke(
    organization_id uuid, caller json, invitation_id uuid
) returns reply
language plpgsql volatile as $$
-- Revoke an invitation that a customer has sent.
-- Returns it; refuses not_found, invitation_state.
-- Raises nothing. Writes what invitation_do_revoke writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
begin
    v.problem := coalesce(v.problem, invitation_do_revoke(organization_id,
        invitation_id, 'applicants', v));
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return applicant_invitation_reply(organization_id, invitation_id,
        'Invitation revoked successfully');
end
$$;
