-- SPDX-License-Identifier: MIT
create or replace function mail_drop(organization_id uuid, invitation_id uuid)
returns void
language plpgsql volatile as $$
-- Drop what waits to be sent for an invitation, so that no dead link is
-- mailed; a notice stays. A recipient whose mail is dropped unsent has no
-- delivery.
-- Raises nothing. Writes outbox, recipient.
#variable_conflict use_column
begin
    update outbox o
    set state = 'dropped', due_at = null, ended_at = clock_timestamp()
    where o.organization_id = mail_drop.organization_id
        and o.invitation_id = mail_drop.invitation_id
        and o.recipient_id is not null
        and o.state in ('queued', 'deferred');
    update recipient r
    set delivery_state = 'none', delivery_next_at = null
    where r.organization_id = mail_drop.organization_id
        and r.invitation_id = mail_drop.invitation_id
        and r.delivery_state in ('queued', 'deferred');
end
$$;
