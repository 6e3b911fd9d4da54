-- SPDX-License-Identifier: MIT
create or replace function seal_mark(
    sealed json, name text, organization_id uuid, connection_id uuid
) returns text
language sql immutable as $$
    -- Say where a credential belongs in a text without knowing it: the
    -- worker opens what it sealed for this connection and puts it there.
    -- sealed: {number, and under name the sealed bytes in hexadecimal}.
    -- Returns null for no such credential. Raises nothing, writes nothing.
    select chr(1) || 'credential ' || (seal_mark.sealed->>'number') || ' '
        || seal_mark.organization_id || ' ' || seal_mark.connection_id || ' '
        || (seal_mark.sealed->>seal_mark.name)
$$;
