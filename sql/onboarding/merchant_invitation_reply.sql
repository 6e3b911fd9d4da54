-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_reply(i invitation)
returns reply
language plpgsql stable as $$
-- Answer with an invitation, or not_found for none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    if i.id is null then
        return reply_problem('not_found');
    end if;
    return reply_ok(merchant_invitation_json(i), i.id, i.revision);
end
$$;
