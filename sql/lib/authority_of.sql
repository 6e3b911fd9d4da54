-- SPDX-License-Identifier: MIT
create or replace function authority_of(
    caller json, organization_id uuid default null, kind text default null
) returns authority
language plpgsql stable as $$
-- Find out who calls and whether they may, in the order that the contract
-- decides: key_invalid, scope_missing, not_found.
-- caller: {request_id, scope, key_organization_id, key_id, key_hash} as the
-- worker read them from the key, or {request_id, is_operator} from the
-- command line. A session's key is its member's: the role and scopes are
-- the present ones, and without the member it is no key.
-- organization_id: the one acted on, which must be the key's or below it, and
-- of that kind if one is named; null: none.
-- Returns problem null if all is well. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority;
    v_key api_key;
    v_user member;
begin
    v.request_id := caller->>'request_id';
    if (caller->>'is_operator')::boolean then
        -- Only who is the owner may say so: the web role is not.
        if not pg_has_role(session_user, current_user, 'member') then
            v.problem := 'key_invalid';
            return v;
        end if;
        v.is_operator := true;
        v.actor := 'cli';
        v.role := 'Owner';
        v.scopes := '{*}';
    else
        select k.* into v_key from api_key k
        where k.organization_id = (caller->>'key_organization_id')::uuid
            and k.id = (caller->>'key_id')::uuid
            and k.hash = decode(caller->>'key_hash', 'hex')
            and k.revoked_at is null
            and (k.expires_at is null or k.expires_at > statement_timestamp());
        if v_key.user_id is not null then
            select m.* into v_user from member m
            where m.organization_id = v_key.organization_id
                and m.id = v_key.user_id and m.removed_at is null;
            v_key.role := v_user.role;
            v_key.scopes := session_scopes(v_user.role);
        end if;
        if v_key.role is null then
            v.problem := 'key_invalid';
            return v;
        end if;
        v.is_operator := false;
        v.actor := coalesce('user:' || v_user.id, 'key:' || v_key.id);
        v.organization_id := v_key.organization_id;
        v.key_id := v_key.id;
        v.role := v_key.role;
        v.scopes := v_key.scopes;
    end if;
    v.can_write := v.scopes && '{*,invitations:write}';
    if not v.scopes && array['*', caller->>'scope'] then
        v.problem := 'scope_missing';
    elsif authority_of.organization_id is not null and not exists (
        select from organization o
        where o.id = authority_of.organization_id
            and (authority_of.kind is null or o.kind = authority_of.kind)
            and authority_covers(v, o)
    ) then
        v.problem := 'not_found';
    end if;
    return v;
end
$$;
