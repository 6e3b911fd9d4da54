-- SPDX-License-Identifier: MIT
create or replace function member_update(
    organization_id uuid, caller json, given text[], if_revisions integer[],
    user_id uuid, role text
) returns reply
language plpgsql volatile as $$
-- Give a member another role, which the member's sessions have from then on.
-- given, if_revisions: nothing to them, since the role is always sent and a
-- member has no revision.
-- Returns the member; refuses not_found, role_too_low, last_owner.
-- Raises nothing. Writes license, member, api_key, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_found member := member_find(organization_id, user_id);
    v_refusal text;
begin
    v.problem := coalesce(v.problem,
        case when v_found.id is null then 'not_found' end);
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    perform license_lock(organization_id);
    -- Both may have been changed by whoever held it.
    v := authority_of(caller, organization_id, 'business');
    v_found := member_find(organization_id, user_id);
    v_refusal := case
        when v.problem is not null then v.problem
        when v_found.removed_at is not null then 'not_found'
        else member_refusal(v_found, v, role) end;
    if v_refusal is not null then
        return reply_problem(v_refusal);
    end if;
    if v_found.role <> role then
        update member m set role = member_update.role
        where m.organization_id = v_found.organization_id
            and m.id = v_found.id
        returning * into v_found;
        update api_key k
        set role = v_found.role, scopes = session_scopes(v_found.role)
        where k.organization_id = v_found.organization_id
            and k.user_id = v_found.id and k.revoked_at is null;
        perform event_write(organization_id, 'member.updated', v.actor,
            v.request_id, v_found.invitation_id, json_build_object(
                'memberId', v_found.id, 'role', v_found.role));
    end if;
    return reply_ok(member_json(v_found), v_found.id);
end
$$;
