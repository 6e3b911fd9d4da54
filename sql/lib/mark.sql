-- SPDX-License-Identifier: MIT
create or replace function mark(
    kind text, number integer, owner uuid, id uuid, salt bytea
) returns text
language sql immutable as $$
    -- Say where a secret belongs in a text without knowing the secret: the
    -- worker or the mailer makes it again from these and puts it there.
    -- kind: link, url, public, unsubscribe, key, proof or code.
    -- Returns a text that begins with U+0001. Raises nothing, writes nothing.
    select chr(1) || mark.kind || ' ' || mark.number || ' ' || mark.owner
        || ' ' || mark.id || ' ' || encode(mark.salt, 'hex')
$$;
