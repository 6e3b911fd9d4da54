-- SPDX-License-Identifier: MIT
create or replace function email_mask(email text) returns text
language sql immutable as $$
    -- Show enough of an address to know one's own by, and no more:
    -- jane@example.com is j***@example.com. Raises nothing, writes nothing.
    select left(email_mask.email, 1) || '***@'
        || split_part(email_mask.email, '@', 2)
$$;
