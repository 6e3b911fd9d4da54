-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_create(
    organization_id uuid, caller json, links json, address_per_hour integer,
    sms_gateway text, first_name text, last_name text, email text,
    email_key text, phone text, expires_in_days integer, inviter_name text,
    message text, locale text, redirect_url text
) returns reply
language plpgsql volatile as $$
-- Invite a merchant's contact to confirm the merchant's details. The link is
-- answered, and mailed too: to the address, else by the gateway to the phone.
-- links: one minted link. sms_gateway: the pattern of its addresses, or null.
-- Returns {outcome: Ok, invitationId, token, …}; refuses invalid_fields
-- (outcome NoDeliveryChannel: neither address nor phone), not_found (outcome
-- MerchantNotFound), invitation_already_pending (existingId), too_many.
-- Raises nothing. Writes invitation, recipient, link, outbox, address_limit,
-- event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'merchant');
    v_phone text := nullif(phone, '');
    v_key text := coalesce(email_key, phone_key(nullif(phone, '')));
    v_merchant organization;
    v_existing_id uuid;
    v_wait integer;
    v_made invitation;
    v_link link;
begin
    if v.problem <> 'not_found' then
        return reply_problem(v.problem);
    elsif v_key is null then
        return reply_problem('invalid_fields', json_merge(
            '{"outcome": "NoDeliveryChannel"}', (reply_invalid('#/email',
                'required', 'or phone is required')).body));
    elsif v.problem is not null then
        return reply_problem(v.problem, '{"outcome": "MerchantNotFound"}');
    end if;
    select o.* into v_merchant from organization o
    where o.id = merchant_invitation_create.organization_id;
    if not redirect_is_allowed(v_merchant, redirect_url) then
        return reply_invalid('#/redirectUrl', 'not_allowed',
            'is not one of the organization''s redirectUrls');
    end if;
    -- Locked even if nothing will be sent: a twin waits here.
    v_wait := address_wait(topmost_of(v_merchant), v_key, address_per_hour);
    v_existing_id := target_holder(v_merchant.id, 'onboarding:' || v_key);
    if v_existing_id is not null then
        return reply_problem('invitation_already_pending',
            json_build_object('existingId', v_existing_id));
    elsif v_wait > 0
        and coalesce(email, sms_address(v_phone, sms_gateway)) is not null
    then
        return reply_problem('too_many',
            json_build_object('retryAfter', v_wait));
    end if;
    v_made := invitation_open(v_merchant.id, uuid_v7(), 'onboarding',
        coalesce(expires_in_days, 14) * interval '24 hours', 1, inviter_name,
        message, locale, redirect_url, v);
    v_link := link_add(v_merchant.id, links->0, 'only', v_made.id,
        merchant_contact_add(v_made, first_name, last_name, email, email_key,
            v_phone));
    perform mail_invite_all(v_made, sms_gateway);
    return reply_ok(json_build_object(
        'outcome', 'Ok',
        'invitationId', v_made.id,
        'token', link_mark('link', v_link),
        'invitationUrl', link_mark('url', v_link),
        'expiresAt', wire_time(v_made.expires_at),
        'email', email,
        'phone', v_phone), v_made.id, v_made.revision);
end
$$;
