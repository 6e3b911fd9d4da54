-- SPDX-License-Identifier: MIT
create or replace function custom_field_value(field json, value json)
returns json
language sql immutable as $$
    -- A fitting answer as it is kept: of the question's type even if it came
    -- as text; null for none. Raises nothing, writes nothing.
    select case
        when coalesce(custom_field_value.value #>> '{}', '') = '' then null
        when custom_field_value.field->>'type' in ('number', 'boolean')
            then (custom_field_value.value #>> '{}')::json
        else custom_field_value.value end
$$;
