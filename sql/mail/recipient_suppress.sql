-- SPDX-License-Identifier: MIT
create or replace function recipient_suppress(
    r recipient, actor text, request_id uuid
) returns void
language plpgsql volatile as $$
-- Send no more invitations from a recipient's organization to its address;
-- what waits to be sent there is dropped. Doing it again changes nothing.
-- Raises nothing. Writes suppression, outbox, recipient, event.
#variable_conflict use_column
begin
    insert into suppression (organization_id, email_key)
    values (r.organization_id, r.email_key)
    on conflict do nothing;
    if not found then
        return;
    end if;
    update recipient same
    set delivery_state = 'suppressed', delivery_next_at = null
    where same.organization_id = r.organization_id
        and same.email_key = r.email_key
        and same.delivery_state in ('queued', 'deferred');
    update outbox o
    set state = 'dropped', due_at = null, ended_at = clock_timestamp()
    from recipient same
    where same.organization_id = r.organization_id
        and same.email_key = r.email_key
        and o.organization_id = same.organization_id
        and o.invitation_id = same.invitation_id
        and o.recipient_id = same.id and o.kind = 'invitation'
        and o.state in ('queued', 'deferred');
    perform event_write(r.organization_id, 'recipient.suppressed', actor,
        request_id, r.invitation_id);
end
$$;
