-- SPDX-License-Identifier: MIT
create or replace function esign_template_json(t esign_template) returns json
language sql stable as $$
    -- An e-sign template as its customer sees it.
    -- Raises nothing, writes nothing.
    select json_build_object(
        'id', t.id,
        'name', t.name,
        'text', t.text,
        'sha256', encode(t.sha256, 'hex'),
        'created_at', wire_time(t.created_at))
$$;
