-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_create(
    organization_id uuid, caller json, links json, address_per_hour integer,
    email text, email_key text, alias_name text, expires_in_days integer,
    inviter_name text, message text, locale text, redirect_url text
) returns reply
language plpgsql volatile as $$
-- Invite a business, by its address, to a connection.
-- links: two minted links, the first for the answer, the second for the mail.
-- Returns the invitation with its URL; refuses not_found, invalid_fields,
-- already_connected, invitation_already_pending (existingId), too_many.
-- Raises nothing. Writes invitation, recipient, link, outbox, address_limit,
-- event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_target text := 'connections:' || email_key;
    v_inviter organization;
    v_existing_id uuid;
    v_wait integer;
    v_recipient recipient;
    v_made invitation;
    v_returned link;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select o.* into v_inviter from organization o
    where o.id = connection_invitation_create.organization_id;
    if v_inviter.email_key = email_key then
        return reply_invalid('#/email', 'not_allowed',
            'is the inviting business''s own address');
    end if;
    if not redirect_is_allowed(v_inviter, redirect_url) then
        return reply_invalid('#/redirectUrl', 'not_allowed',
            'is not one of the organization''s redirectUrls');
    end if;
    v_wait := address_wait(topmost_of(v_inviter), email_key,
        address_per_hour);
    if connection_exists(v_inviter, email_key) then
        return reply_problem('already_connected');
    end if;
    v_existing_id := target_holder(v_inviter.id, v_target);
    if v_existing_id is not null then
        return reply_problem('invitation_already_pending',
            json_build_object('existingId', v_existing_id));
    end if;
    if v_wait > 0 then
        return reply_problem('too_many',
            json_build_object('retryAfter', v_wait));
    end if;
    perform address_take(topmost_of(v_inviter), email_key);
    insert into recipient (organization_id, id, invitation_id, email,
        email_key, target)
    values (v_inviter.id, uuid_v7(), uuid_v7(),
        connection_invitation_create.email,
        connection_invitation_create.email_key, v_target)
    returning * into v_recipient;
    v_made := invitation_open(v_inviter.id, v_recipient.invitation_id,
        'connections', coalesce(expires_in_days, 7) * interval '24 hours', 1,
        inviter_name, message, locale, redirect_url, v);
    update invitation i
    set alias_name = connection_invitation_create.alias_name
    where i.organization_id = v_made.organization_id and i.id = v_made.id
    returning * into v_made;
    v_returned := link_add(v_inviter.id, links->0, 'returned', v_made.id);
    perform mail_invite(v_made, v_recipient, (link_add(v_inviter.id, links->1,
        'mailed', v_made.id, v_recipient.id)).id);
    return reply_ok(connection_invitation_json(v_made,
        link_mark('url', v_returned)), v_made.id, v_made.revision);
end
$$;
