-- SPDX-License-Identifier: MIT
create or replace function team_invitation_preview(
    organization_id uuid, caller json, link_id uuid, token_hash text
) returns reply
language plpgsql stable as $$
-- Show an invitation to whoever holds its link. What a stranger has no need
-- to know, how the mail fares and what the business pays, is null here.
-- Returns the document's fields, safeMessage among them; an accepted one is
-- shown too. Refuses not_found and what link_refusal says.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_invitation invitation;
    v_refusal text := link_refusal(v_link, link_status(v_link));
begin
    select i.* into v_invitation from invitation i
    where i.organization_id = v_link.organization_id
        and i.id = v_link.invitation_id and i.kind = 'team';
    if not found then
        return reply_problem('not_found');
    elsif v_refusal <> 'invitation_used_up' then
        return reply_problem(v_refusal);
    end if;
    return reply_ok(json_merge(
        team_invitation_card(v_invitation,
            team_invitation_message(v_invitation)),
        '{"sendFailureReason": null, "licenseBillingStatus": null, '
        '"licenseQuantity": null, "licenseRenewalDate": null, '
        '"licenseActivatedAt": null, "licenseReleasedAt": null}'),
        v_invitation.id);
end
$$;
