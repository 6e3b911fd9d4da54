-- SPDX-License-Identifier: MIT
create or replace function session_open(
    organization_id uuid, caller json, key json, email text, email_key text,
    is_right boolean, password_hash text
) returns reply
language plpgsql volatile as $$
-- Open a session: make a key of a member whose password was right, good for
-- twelve hours, for as long as there is that member.
-- key: what the worker minted: {id, number, salt, hash, hint}. password_hash:
-- what session_check gave, which must be the member's still; is_right:
-- whether the password is its.
-- Returns {key, role, expiresAt}; refuses key_invalid.
-- Raises nothing. Writes api_key, event.
#variable_conflict use_column
declare
    v_member member;
    v_made api_key;
begin
    select m.* into v_member from member m
    where m.organization_id = session_open.organization_id
        and m.email_key = session_open.email_key and m.removed_at is null
        and m.password_hash = session_open.password_hash and is_right;
    if not found then
        return reply_problem('key_invalid');
    end if;
    insert into api_key (organization_id, id, name, hash, hint, scopes, role,
        expires_at, user_id)
    values (v_member.organization_id, (key->>'id')::uuid, 'Session',
        decode(key->>'hash', 'hex'), key->>'hint',
        session_scopes(v_member.role), v_member.role,
        clock_timestamp() + interval '12 hours', v_member.id)
    returning * into v_made;
    perform event_write(v_made.organization_id, 'key.created',
        'user:' || v_member.id, (caller->>'request_id')::uuid,
        data => json_build_object('keyId', v_made.id,
            'scopes', v_made.scopes, 'role', v_made.role));
    return reply_ok(json_build_object(
        'key', mark('key', (key->>'number')::integer, v_made.organization_id,
            v_made.id, decode(key->>'salt', 'hex')),
        'role', v_made.role,
        'expiresAt', wire_time(v_made.expires_at)), v_made.id);
end
$$;
