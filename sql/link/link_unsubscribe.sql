-- SPDX-License-Identifier: MIT
create or replace function link_unsubscribe(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    is_final boolean
) returns reply
language plpgsql volatile as $$
-- Stop invitations from an organization to the address a link was mailed to.
-- token_hash: of the link's unsubscribe token, which opens nothing else.
-- is_final: do it, else only say what it would do.
-- Returns {organizationName, locale, organizationLocale, brandColor,
-- brandLogo, email, isSuppressed}; refuses not_found.
-- Raises nothing. Writes suppression, outbox, recipient, event.
#variable_conflict use_column
declare
    v_link link;
    v_recipient recipient;
    v_organization organization;
begin
    select l.* into v_link from link l
    where l.organization_id = link_unsubscribe.organization_id
        and l.id = link_unsubscribe.link_id
        and l.purpose in ('mailed', 'only')
        and l.unsubscribe_hash = decode(token_hash, 'hex');
    if not found then
        return reply_problem('not_found');
    end if;
    select r.* into v_recipient from recipient r
    where r.organization_id = v_link.organization_id
        and r.id = v_link.recipient_id;
    select o.* into v_organization from organization o
    where o.id = v_link.organization_id;
    if is_final then
        perform recipient_suppress(v_recipient, 'link:' || v_link.id,
            (caller->>'request_id')::uuid);
    end if;
    return reply_ok(json_build_object(
        'organizationName', v_organization.name,
        'locale', (select i.locale from invitation i
            where i.organization_id = v_link.organization_id
                and i.id = v_link.invitation_id),
        'organizationLocale', v_organization.locale,
        'brandColor', v_organization.brand_color,
        'brandLogo', v_organization.brand_logo,
        'email', v_recipient.email,
        'isSuppressed', recipient_is_suppressed(v_recipient)));
end
$$;
