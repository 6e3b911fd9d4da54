-- SPDX-License-Identifier: MIT
create or replace function api_key_json(k api_key, key text default null)
returns json
language sql stable as $$
    -- A key as the API shows it; key: the mark of the key itself, in the one
    -- answer that shows it. Raises nothing, writes nothing.
    select case when api_key_json.key is null
        then json_build_object('id', k.id, 'organizationId', k.organization_id,
            'name', k.name, 'hint', k.hint, 'scopes', k.scopes,
            'role', k.role, 'createdAt', wire_time(k.created_at),
            'expiresAt', wire_time(k.expires_at),
            'revokedAt', wire_time(k.revoked_at))
        else json_build_object('id', k.id, 'name', k.name,
            'key', api_key_json.key, 'hint', k.hint, 'scopes', k.scopes,
            'role', k.role, 'createdAt', wire_time(k.created_at),
            'expiresAt', wire_time(k.expires_at))
        end
$$;
