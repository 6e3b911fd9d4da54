-- SPDX-License-Identifier: MIT
create or replace function mail_drop_dead(
    m outbox, refusal text, at timestamptz
) returns void
language plpgsql volatile as $$
-- Drop a due mail that must not be sent; the caller holds its row. While
-- somebody else holds its invitation or recipient nothing is done, since
-- they come first in everybody's order of locking: the next lease does it.
-- refusal: what mail_refusal says. Raises nothing. Writes outbox, recipient.
#variable_conflict use_column
begin
    if m.recipient_id is not null then
        perform from recipient r join invitation i
            on i.organization_id = r.organization_id
            and i.id = r.invitation_id
        where r.organization_id = m.organization_id and r.id = m.recipient_id
        for update skip locked;
        if not found then
            return;
        end if;
        update recipient r
        set delivery_next_at = null,
            delivery_state = case refusal
                when 'suppressed' then 'suppressed' else 'none' end
        where r.organization_id = m.organization_id and r.id = m.recipient_id
            and r.delivery_state in ('queued', 'deferred');
    end if;
    update outbox o
    set state = 'dropped', due_at = null, ended_at = mail_drop_dead.at
    where o.organization_id = m.organization_id and o.id = m.id;
end
$$;
