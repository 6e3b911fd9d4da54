-- SPDX-License-Identifier: MIT
create or replace function mailbox_key(email_key text) returns text
language sql immutable as $$
    -- The mailbox behind a folded address, to count what it gets: many
    -- servers deliver jane+any@example.com to jane@example.com. No address
    -- is matched by it. Raises nothing, writes nothing.
    select regexp_replace(mailbox_key.email_key, '\+[^@]*@', '@')
$$;
