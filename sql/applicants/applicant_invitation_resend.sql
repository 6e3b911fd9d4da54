-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_resend(
    organization_id uuid, caller json, links json, secret_numbers integer[],
    resend_interval integer, address_per_hour integer, invitation_id uuid,
    rotate boolean
) returns reply
language plpgsql volatile as $$
-- Send again an invitation that a customer has sent, to those applicants
-- who have not accepted.
-- Returns it; refuses what invitation_do_resend refuses.
-- Raises nothing. Writes what invitation_do_resend writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_done reply;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_done := invitation_do_resend(organization_id, invitation_id,
        'applicants', v, rotate, links, secret_numbers, resend_interval,
        address_per_hour);
    if v_done.code is not null then
        return v_done;
    end if;
    return applicant_invitation_reply(organization_id, invitation_id,
        'Invitation resent successfully');
end
$$;
