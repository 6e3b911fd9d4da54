-- SPDX-License-Identifier: MIT
create or replace function mail_return(
    organization_id uuid, lease_id uuid, outbox_ids uuid[]
) returns reply
language plpgsql volatile as $$
-- Give back leased mails that were never tried: they are due at once, in
-- their old places, and it has cost them nothing.
-- Returns an empty answer. Raises nothing. Writes outbox.
#variable_conflict use_column
begin
    update outbox o
    set state = case when o.attempts > 0 then 'deferred' else 'queued' end,
        lease_id = null, due_at = o.created_at
    where o.organization_id = mail_return.organization_id
        and o.id = any(outbox_ids) and o.state = 'leased'
        and o.lease_id = mail_return.lease_id;
    return reply_ok(null);
end
$$;
