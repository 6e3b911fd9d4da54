-- SPDX-License-Identifier: MIT
create or replace function api_key_create(
    organization_id uuid, caller json, key json, name text, scopes text[],
    role text, expires_at timestamptz
) returns reply
language plpgsql volatile as $$
-- Make a key for an organization. key: what the worker minted: {id, number,
-- salt, hash, hint}. scopes, role: at most the caller's, which they are when
-- null.
-- Returns the key, its text a mark; refuses not_found, scope_missing,
-- role_too_low, invalid_fields (expires_at is past).
-- Raises nothing. Writes api_key, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id);
    v_made api_key;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    if not (v.scopes @> '{*}' or coalesce(scopes, '{}') <@ v.scopes) then
        return reply_problem('scope_missing', json_build_object('detail',
            'A key cannot give a scope that it does not have.'));
    end if;
    if role_rank(role) > role_rank(v.role) then
        return reply_problem('role_too_low', json_build_object('detail',
            'A key cannot give a higher role than its own.'));
    end if;
    if expires_at <= clock_timestamp() then
        return reply_invalid('#/expiresAt', 'out_of_range',
            'must be in the future');
    end if;
    insert into api_key (organization_id, id, name, hash, hint, scopes, role,
        expires_at)
    values (api_key_create.organization_id, (key->>'id')::uuid,
        api_key_create.name, decode(key->>'hash', 'hex'), key->>'hint',
        coalesce(api_key_create.scopes, v.scopes),
        coalesce(api_key_create.role, v.role), api_key_create.expires_at)
    returning * into v_made;
    perform event_write(v_made.organization_id, 'key.created', v.actor,
        v.request_id, data => json_build_object('keyId', v_made.id,
            'scopes', v_made.scopes, 'role', v_made.role));
    return reply_ok(api_key_json(v_made, mark('key',
        (key->>'number')::integer, v_made.organization_id, v_made.id,
        decode(key->>'salt', 'hex'))), v_made.id);
end
$$;
