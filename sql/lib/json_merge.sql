-- SPDX-License-Identifier: MIT
create or replace function json_merge(a json, b json) returns json
language sql immutable as $$
    -- Append the members of b to those of a, both as json_build_object
    -- writes them and neither empty. Keeps the order, which jsonb would not.
    -- Raises nothing, writes nothing.
    select (left(a::text, -1) || ', ' || substr(b::text, 2))::json
$$;
