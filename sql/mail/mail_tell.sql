-- SPDX-License-Identifier: MIT
create or replace function mail_tell(m outbox, at timestamptz) returns void
language plpgsql volatile as $$
-- Carry the state of an invitation's mail over to the invitation, unless a
-- later mail to the same recipient speaks for it by now.
-- Raises nothing. Writes recipient, invitation, event.
#variable_conflict use_column
begin
    if m.kind not in ('invitation', 'sms') or exists (select from outbox o
        where o.organization_id = m.organization_id
            and o.invitation_id = m.invitation_id
            and o.recipient_id = m.recipient_id and o.id > m.id) then
        return;
    end if;
    update recipient r
    set delivery_state = case m.state when 'dead' then 'failed'
            else m.state end,
        delivery_attempts = m.attempts,
        delivery_error = m.last_error,
        delivery_next_at = case m.state when 'deferred' then m.due_at end
    where r.organization_id = m.organization_id and r.id = m.recipient_id;
    if m.state = 'sent' then
        update invitation i
        set sent_at = coalesce(i.sent_at, mail_tell.at),
            revision = i.revision + 1
        where i.organization_id = m.organization_id
            and i.id = m.invitation_id;
    end if;
    if m.state in ('sent', 'dead') then
        perform event_write(m.organization_id, case m.state
                when 'sent' then 'invitation.sent'
                else 'invitation.failed' end,
            'system', null, m.invitation_id,
            json_build_object('recipientId', m.recipient_id,
                'error', m.last_error));
    end if;
end
$$;
