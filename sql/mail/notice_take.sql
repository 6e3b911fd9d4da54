-- SPDX-License-Identifier: MIT
create or replace function notice_take(reader organization) returns boolean
language plpgsql volatile as $$
-- Count one notice to an organization's address. One that is vouched for has
-- no bound here; one that only its own key has set may be anybody's, so it
-- gets five an hour from all that is below the topmost organization, whatever
-- stands behind a `+` in it. Once it has them nobody waits for its row.
-- Returns whether the notice may go. Raises nothing. Writes address_limit.
#variable_conflict use_column
declare
    v_per_hour constant integer := 5;
    v_topmost_id uuid := topmost_of(reader);
    v_mailbox text := 'notice:' || mailbox_key(reader.email_key);
begin
    if reader.is_email_vouched then
        return true;
    end if;
    perform from address_limit a
    where a.organization_id = v_topmost_id and a.email_key = v_mailbox
        and a.sent_at[cardinality(a.sent_at) - v_per_hour + 1]
            > clock_timestamp() - interval '1 hour';
    if found or address_wait(v_topmost_id, v_mailbox, v_per_hour) > 0 then
        return false;
    end if;
    perform address_take(v_topmost_id, v_mailbox);
    return true;
end
$$;
