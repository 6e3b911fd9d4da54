-- SPDX-License-Identifier: MIT
create or replace function field_error(
    pointer text, code text, detail text
) returns json
language sql stable as $$
    -- One bad field. pointer: `#/member`; code: a field code.
    -- Returns {pointer, code, detail}. Raises nothing, writes nothing.
    select json_build_object('pointer', field_error.pointer,
        'code', field_error.code, 'detail', field_error.detail)
$$;
