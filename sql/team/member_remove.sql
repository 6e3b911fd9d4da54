-- SPDX-License-Identifier: MIT
create or replace function member_remove(
    organization_id uuid, caller json, user_id uuid
) returns reply
language plpgsql volatile as $$
-- Remove a member: the seat is free and the sessions end at once. Doing it
-- again changes nothing.
-- Returns an empty answer; refuses not_found, role_too_low, last_owner.
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
        when v_found.removed_at is null then member_refusal(v_found, v)
        end;
    if v_refusal is not null then
        return reply_problem(v_refusal);
    end if;
    update member m
    set removed_at = clock_timestamp(), password_hash = null
    where m.organization_id = v_found.organization_id and m.id = v_found.id
        and m.removed_at is null;
    if found then
        update api_key k set revoked_at = clock_timestamp()
        where k.organization_id = v_found.organization_id
            and k.user_id = v_found.id and k.revoked_at is null;
        perform event_write(organization_id, 'member.removed', v.actor,
            v.request_id, v_found.invitation_id,
            json_build_object('memberId', v_found.id));
    end if;
    return reply_ok(null);
end
$$;
