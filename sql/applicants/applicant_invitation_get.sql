-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_get(
    organization_id uuid, caller json, invitation_id uuid
) returns reply
language plpgsql stable as $$
-- Show an invitation that a customer has sent.
-- Returns {status, message, data}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return applicant_invitation_reply(organization_id, invitation_id,
        'Invitation found');
end
$$;
