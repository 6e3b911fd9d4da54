-- SPDX-License-Identifier: MIT
create or replace function link_show(
    organization_id uuid, link_id uuid, token_hash text, proof_hash text,
    connection_id uuid default null
) returns reply
language plpgsql stable as $$
-- Tell the page behind a link all it needs, dead or alive; nothing changes,
-- since mail scanners open every link.
-- connection_id: what the visitor made by a public link, or null.
-- Returns link_card, with problem: why it opens nothing (null: it does);
-- isPublic; requiresApproval: whether what it makes waits for that; isOwn:
-- whether it is one recipient's alone; isMine: whether that one has accepted;
-- isRejecter: whether it was that one who rejected; canReject;
-- connectionStatus: of connection_id; extra: what only its family's page
-- shows; and what the page looks like: locale, organizationLocale,
-- redirectUrl, brandColor, brandLogo.
-- Refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_organization organization;
    v_invitation invitation;
    v_extra json;
    v_address text := link_address(v_link, proof_hash);
begin
    if v_link.id is null then
        return reply_problem('not_found');
    end if;
    select o.* into v_organization from organization o
    where o.id = v_link.organization_id;
    select i.* into v_invitation from invitation i
    where i.organization_id = v_link.organization_id
        and i.id = v_link.invitation_id;
    case link_kind(v_link)
        when 'contributors' then v_extra := contributor_page(v_link);
        when 'applicants' then v_extra := applicant_page(v_link);
        else v_extra := null;
    end case;
    return reply_ok(json_merge(link_card(v_link, proof_hash),
        json_build_object(
            'problem', link_refusal(v_link, link_status(v_link)),
            'isPublic', v_link.purpose = 'public',
            'requiresApproval', exists (select from public_invite_settings s
                where s.organization_id = v_link.organization_id
                    and s.link_id = v_link.id and s.requires_approval),
            'isOwn', v_link.recipient_id is not null,
            'isMine', link_is_mine(v_link, v_address),
            'isRejecter', coalesce(v_invitation.rejected_by
                = 'recipient:' || v_link.recipient_id, false),
            'canReject', link_is_rejectable(v_link),
            'connectionStatus', (select c.status from connection c
                where c.organization_id = v_link.organization_id
                    and c.id = link_show.connection_id
                    and c.link_id = v_link.id),
            'extra', v_extra,
            'locale', v_invitation.locale,
            'organizationLocale', v_organization.locale,
            'redirectUrl', v_invitation.redirect_url,
            'brandColor', v_organization.brand_color,
            'brandLogo', v_organization.brand_logo)), v_link.id);
end
$$;
