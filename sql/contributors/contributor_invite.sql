-- SPDX-License-Identifier: MIT
create or replace function contributor_invite(
    i invitation, v authority, links json, address_per_hour integer,
    emails text[], email_keys text[], is_mailed boolean
) returns reply
language plpgsql volatile as $$
-- Write an invitation of this family.
-- i: what it shall be, less its id and times. links: minted, the first for
-- the answer, one more for each address. emails, email_keys: who alone may
-- use it, one who is named twice once; is_mailed: whether each gets a link
-- by mail.
-- Returns the invitation; refuses invalid_fields, too_many.
-- Raises nothing. Writes invitation, recipient, link, outbox, address_limit,
-- event.
#variable_conflict use_column
declare
    v_company organization;
    v_wait integer := 0;
    v_made invitation;
begin
    select o.* into v_company from organization o
    where o.id = i.organization_id;
    if not redirect_is_allowed(v_company, i.redirect_url) then
        return reply_invalid('#/redirectUrl', 'not_allowed',
            'is not one of the organization''s redirectUrls');
    end if;
    if is_mailed then
        v_wait := address_wait_each(topmost_of(v_company), email_keys,
            address_per_hour);
    end if;
    if v_wait > 0 then
        return address_refusal(topmost_of(v_company), email_keys,
            address_per_hour, v_wait);
    end if;
    v_made := invitation_open(v_company.id, uuid_v7(), 'contributors',
        i.lifetime, i.max_uses, i.inviter_name, i.message, i.locale,
        i.redirect_url, v);
    update invitation made
    set prefill = i.prefill, connection_id = i.connection_id
    where made.organization_id = v_made.organization_id
        and made.id = v_made.id
    returning * into v_made;
    perform link_add(v_company.id, links->0, 'returned', v_made.id);
    perform contributor_recipients(v_made, emails, email_keys,
        case when is_mailed then links end);
    if is_mailed then
        perform mail_invite_all(v_made);
    end if;
    return reply_ok(contributor_invitation_json(v_made, v), v_made.id,
        v_made.revision);
end
$$;
