-- SPDX-License-Identifier: MIT
create or replace function reply_invalid(
    pointer text, code text, detail text
) returns reply
language sql stable as $$
    -- Refuse one field that only the database could judge.
    -- pointer: `#/member`; code: a field code. Raises and writes nothing.
    select reply_invalid_all(array[field_error(reply_invalid.pointer,
        reply_invalid.code, reply_invalid.detail)])
$$;
