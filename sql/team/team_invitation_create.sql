-- SPDX-License-Identifier: MIT
create or replace function team_invitation_create(
    organization_id uuid, caller json, links json, address_per_hour integer,
    email text, email_key text, role text, inviter_name text, message text,
    locale text, redirect_url text
) returns reply
language plpgsql volatile as $$
-- Invite a person to a role and a seat in a business's team.
-- links: one minted link, for the mail. role: at most the caller's; Agent
-- when null.
-- Returns the invitation; refuses not_found, role_too_low, invalid_fields,
-- already_member, invitation_already_pending (existingId),
-- seat_limit_reached, too_many.
-- Raises nothing. Writes license, invitation, recipient, link, outbox,
-- address_limit, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_role text := coalesce(role, 'Agent');
    v_target text := 'team:' || email_key;
    v_inviter organization;
    v_existing_id uuid;
    v_refusal text;
    v_wait integer;
    v_recipient recipient;
    v_made invitation;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    elsif role_rank(v_role) > role_rank(v.role) then
        return reply_problem('role_too_low');
    end if;
    select o.* into v_inviter from organization o
    where o.id = team_invitation_create.organization_id;
    if not redirect_is_allowed(v_inviter, redirect_url) then
        return reply_invalid('#/redirectUrl', 'not_allowed',
            'is not one of the organization''s redirectUrls');
    end if;
    v_wait := address_wait(topmost_of(v_inviter), email_key,
        address_per_hour);
    perform license_lock(v_inviter.id);
    if member_exists(v_inviter.id, email_key) then
        return reply_problem('already_member');
    end if;
    v_existing_id := target_holder(v_inviter.id, v_target);
    if v_existing_id is not null then
        return reply_problem('invitation_already_pending',
            json_build_object('existingId', v_existing_id));
    end if;
    v_refusal := seat_refusal(v_inviter.id, clock_timestamp());
    if v_refusal is not null then
        return reply_problem(v_refusal);
    elsif v_wait > 0 then
        return reply_problem('too_many',
            json_build_object('retryAfter', v_wait));
    end if;
    perform address_take(topmost_of(v_inviter), email_key);
    insert into recipient (organization_id, id, invitation_id, email,
        email_key, target)
    values (v_inviter.id, uuid_v7(), uuid_v7(), team_invitation_create.email,
        team_invitation_create.email_key, v_target)
    returning * into v_recipient;
    v_made := invitation_open(v_inviter.id, v_recipient.invitation_id, 'team',
        interval '168 hours', 1, inviter_name, message, locale, redirect_url,
        v);
    update invitation i set role = v_role
    where i.organization_id = v_made.organization_id and i.id = v_made.id;
    perform seat_take(v_made, v, v_made.created_at);
    perform mail_invite(v_made, v_recipient, (link_add(v_inviter.id, links->0,
        'mailed', v_made.id, v_recipient.id)).id);
    return team_invitation_reply(v_made.organization_id, v_made.id);
end
$$;
