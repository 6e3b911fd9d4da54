-- SPDX-License-Identifier: MIT
create or replace function invitation_do_reject(
    i invitation, l link, rejecter text, reason text, actor text,
    request_id uuid
) returns text
language plpgsql volatile as $$
-- Reject an invitation; the same rejecter doing it again changes nothing.
-- l: the link used, or null. rejecter: organization:<id>, or recipient:<id>
-- by whichever link of that one's.
-- Returns a problem's code or null: what link_refusal says of the link, or
-- invitation_state without one.
-- Raises nothing. Writes invitation, recipient, outbox, address_limit, event.
#variable_conflict use_column
declare
    v_found invitation := invitation_lock(i.organization_id, i.id);
    v_status text := invitation_status(v_found, clock_timestamp());
begin
    l := link_find(l.organization_id, l.id, encode(l.hash, 'hex'));
    if l.replaced_at is not null then
        return 'link_replaced';
    elsif v_status = 'rejected' and v_found.rejected_by = rejecter then
        return null;
    elsif v_status = 'pending' and link_is_done(l) then
        return link_refusal(l, 'accepted');
    elsif v_status <> 'pending' then
        return case when l.id is null then 'invitation_state'
            else link_refusal(l, v_status) end;
    end if;
    update invitation t
    set reject_reason = reason, rejected_by = rejecter
    where t.organization_id = v_found.organization_id
        and t.id = v_found.id;
    perform invitation_end(v_found.organization_id, v_found.id, 'rejected');
    perform event_write(v_found.organization_id, 'invitation.rejected',
        actor, request_id, v_found.id);
    perform mail_notice(v_found.organization_id, 'rejected', v_found.id,
        mail_party(v_found.organization_id, v_found.id, l.recipient_id),
        reason);
    return null;
end
$$;
