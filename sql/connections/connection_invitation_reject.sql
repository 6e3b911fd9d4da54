-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_reject(
    organization_id uuid, caller json, token_organization_id uuid,
    link_id uuid, token_hash text, invitation_id uuid, reason text
) returns reply
language plpgsql volatile as $$
-- Reject an invitation for the business it is for, which shows that it is by
-- the link's token or, without one, by its vouched address.
-- Returns the invitation as received; refuses not_found, own_invitation,
-- invitation_state and, with a token, what link_refusal says.
-- Raises nothing. Writes what invitation_do_reject writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_link link := link_find(token_organization_id, link_id, token_hash);
    v_found invitation;
    v_problem text;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    if token_hash is null then
        v_found := connection_received_find(organization_id, invitation_id);
    elsif v_link.invitation_id = invitation_id
        and link_kind(v_link) = 'connections' then
        v_found := invitation_lock(v_link.organization_id, invitation_id);
    end if;
    if v_found.id is null then
        return reply_problem('not_found');
    elsif v_found.organization_id = organization_id then
        return reply_problem('own_invitation');
    end if;
    v_problem := invitation_do_reject(v_found, v_link,
        'organization:' || organization_id, reason, v.actor, v.request_id);
    if v_problem is not null then
        return reply_problem(v_problem);
    end if;
    v_found := invitation_lock(v_found.organization_id, v_found.id);
    return reply_ok(connection_received_json(v_found), v_found.id,
        v_found.revision);
end
$$;
