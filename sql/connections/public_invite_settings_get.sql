-- SPDX-License-Identifier: MIT
create or replace function public_invite_settings_get(
    organization_id uuid, caller json
) returns reply
language plpgsql stable as $$
-- Show a business's public link.
-- Returns {enabled, requiresApproval, invitationUrl, revision}; refuses
-- not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return public_invite_settings_reply(organization_id, v);
end
$$;
