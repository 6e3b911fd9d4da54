-- SPDX-License-Identifier: MIT
create or replace function custom_field_template_json(
    t custom_field_template
) returns json
language sql stable as $$
    -- A custom field template as its customer sees it.
    -- Raises nothing, writes nothing.
    select json_build_object(
        'id', t.id,
        'name', t.name,
        'fields', t.fields,
        'created_at', wire_time(t.created_at))
$$;
