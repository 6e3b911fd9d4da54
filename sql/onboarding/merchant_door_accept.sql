-- SPDX-License-Identifier: MIT
create or replace function merchant_door_accept(d door) returns reply
language plpgsql volatile as $$
-- Complete an invitation: the merchant's contact confirms its details, which
-- the organization keeps. An address typed here proves nothing.
-- Returns {alreadyAccepted, merchant}; who repeats the request gets the first
-- result. Refuses invalid_fields and what link_refusal says.
-- Raises nothing. Writes acceptance, organization, invitation, recipient,
-- outbox, address_limit, event.
#variable_conflict use_column
declare
    v_actor text := 'link:' || (d.l).id;
    v_invitation invitation := invitation_lock((d.l).organization_id,
        (d.l).invitation_id);
    -- What was read before the lock may have been replaced meanwhile.
    v_link link := link_find((d.l).organization_id, (d.l).id,
        encode((d.l).hash, 'hex'));
    v_refusal text := link_refusal(v_link,
        invitation_status(v_invitation, clock_timestamp()));
    v_missing reply;
    v_made acceptance;
begin
    select a.* into v_made from acceptance a
    where a.organization_id = v_link.organization_id
        and a.source_id = v_invitation.id and a.subject = d.repeat_key;
    if found and v_link.replaced_at is null then
        return merchant_acceptance_reply(v_made, true);
    elsif v_refusal is not null then
        return reply_problem(v_refusal);
    end if;
    v_missing := merchant_missing(v_link, d.answers);
    if v_missing.code is not null then
        return v_missing;
    end if;
    -- First, so that of two contacts at once the later one is the last.
    update organization o
    set details = merchant_details(d.answers), revision = o.revision + 1
    where o.id = v_link.organization_id;
    insert into acceptance (organization_id, source_id, subject, accepted_at,
        details)
    values (v_link.organization_id, v_invitation.id, d.repeat_key,
        clock_timestamp(), merchant_details(d.answers))
    returning * into v_made;
    update invitation i set use_count = i.use_count + 1
    where i.organization_id = v_link.organization_id
        and i.id = v_invitation.id;
    perform invitation_end(v_link.organization_id, v_invitation.id,
        'accepted');
    perform event_write(v_link.organization_id, 'invitation.accepted',
        v_actor, d.request_id, v_invitation.id);
    perform event_write(v_link.organization_id, 'organization.updated',
        v_actor, d.request_id, data => '{"members": ["details"]}');
    perform mail_notice(v_link.organization_id, 'accepted', v_invitation.id,
        mail_party(v_link.organization_id, v_invitation.id,
            v_link.recipient_id));
    return merchant_acceptance_reply(v_made, false);
end
$$;
