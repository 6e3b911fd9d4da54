-- SPDX-License-Identifier: MIT
create or replace function api_key_revoke(caller json, key_id uuid)
returns reply
language plpgsql volatile as $$
-- Revoke a key of the caller's organization or of one below it; doing it
-- again changes nothing.
-- Returns an empty answer; refuses not_found.
-- Raises nothing. Writes api_key, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found api_key;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select k.* into v_found
    from api_key k join organization o on o.id = k.organization_id
    where k.id = api_key_revoke.key_id and authority_covers(v, o)
    limit 1;
    if not found then
        return reply_problem('not_found');
    end if;
    update api_key k set revoked_at = clock_timestamp()
    where k.organization_id = v_found.organization_id and k.id = v_found.id
        and k.revoked_at is null;
    if found then
        perform event_write(v_found.organization_id, 'key.revoked', v.actor,
            v.request_id, data => json_build_object('keyId', v_found.id));
    end if;
    return reply_ok(null);
end
$$;
