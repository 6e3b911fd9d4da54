-- SPDX-License-Identifier: MIT
create or replace function link_card(l link, proof_hash text default null)
returns json
language plpgsql stable as $$
-- What who opens a link may know: who invites whom to what, until when, and
-- which fields to ask. The address is masked unless it is the holder's own,
-- or the form shows it to be confirmed; and none where it may be one of
-- several.
-- Returns {kind, status, organizationName, inviterName, email, role, message,
-- expiresAt, needsVerification, form}. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_address text := link_address(l, proof_hash);
    v_organization organization;
    v_invitation invitation;
    v_email text;
    v_form json;
begin
    select o.* into v_organization from organization o
    where o.id = l.organization_id;
    select i.* into v_invitation from invitation i
    where i.organization_id = l.organization_id and i.id = l.invitation_id;
    select coalesce(
        min(r.email) filter (where r.email_key = v_address
            or l.purpose = 'only'),
        case count(*) when 1 then email_mask(min(r.email)) end)
    into v_email from recipient r
    where r.organization_id = l.organization_id
        and r.invitation_id = l.invitation_id
        and (l.recipient_id is null or r.id = l.recipient_id);
    case link_kind(l)
        when 'connections' then v_form := connection_form(l, v_address);
        when 'contributors' then v_form := contributor_form(l, v_address);
        when 'team' then v_form := member_form(l, v_address);
        when 'onboarding' then v_form := merchant_form(l, v_address);
        when 'applicants' then v_form := applicant_form(l, v_address);
    end case;
    return json_build_object(
        'kind', link_kind(l),
        'status', coalesce(link_status(l), 'pending'),
        'organizationName', v_organization.name,
        'inviterName', v_invitation.inviter_name,
        'email', v_email,
        'role', v_invitation.role,
        'message', v_invitation.message,
        'expiresAt', wire_time(v_invitation.expires_at),
        'needsVerification', link_needs_proof(l, v_address),
        'form', v_form);
end
$$;
