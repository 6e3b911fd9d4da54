-- SPDX-License-Identifier: MIT
create or replace function link_reject(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    reason text
) returns reply
language plpgsql volatile as $$
-- Reject what a link of one's own opens, if its family knows rejecting.
-- Returns {status}; refuses not_found, not_rejectable and what
-- invitation_do_reject refuses.
-- Raises nothing. Writes what invitation_do_reject writes.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_invitation invitation;
    v_problem text;
begin
    if v_link.id is null then
        return reply_problem('not_found');
    elsif not link_is_rejectable(v_link) then
        return reply_problem('not_rejectable');
    end if;
    v_invitation := invitation_lock(v_link.organization_id,
        v_link.invitation_id);
    v_problem := invitation_do_reject(v_invitation, v_link,
        'recipient:' || v_link.recipient_id, reason, 'link:' || v_link.id,
        (caller->>'request_id')::uuid);
    if v_problem is not null then
        return reply_problem(v_problem);
    end if;
    return reply_ok('{"status": "rejected"}', v_invitation.id);
end
$$;
