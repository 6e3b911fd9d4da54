-- SPDX-License-Identifier: MIT
create or replace function reply_invalid(
    pointer text, code text, detail text
) returns reply
language sql stable as $$
    -- Refuse one field that only the database could judge.
    -- pointer: `#/member`; code: a field code. Raises and writes nothing.
    select reply_problem('invalid_fields', json_build_object('errors',
        json_build_array(json_build_object('pointer', reply_invalid.pointer,
            'code', reply_invalid.code, 'detail', reply_invalid.detail))))
$$;
