-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_get(
    caller json, invitation_id uuid
) returns reply
language plpgsql stable as $$
-- Show an invitation to a merchant's contact.
-- Returns it; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return merchant_invitation_reply(
        invitation_find(invitation_id, v, 'onboarding'));
end
$$;
