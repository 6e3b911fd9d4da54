-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_revoke(
    caller json, invitation_id uuid
) returns reply
language plpgsql volatile as $$
-- Revoke an invitation to a merchant's contact.
-- Returns it; refuses not_found, invitation_state.
-- Raises nothing. Writes what invitation_do_revoke writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
begin
    v.problem := coalesce(v.problem, invitation_do_revoke(
        (invitation_find(invitation_id, v)).organization_id, invitation_id,
        'onboarding', v));
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return merchant_invitation_reply(
        invitation_find(invitation_id, v, 'onboarding'));
end
$$;
