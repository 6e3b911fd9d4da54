-- SPDX-License-Identifier: MIT
create or replace function pointer_escape(name text) returns text
language sql immutable as $$
    -- A member's name as it stands in a JSON pointer (RFC 6901, section 3).
    -- Raises nothing, writes nothing.
    select replace(replace(pointer_escape.name, '~', '~0'), '/', '~1')
$$;
