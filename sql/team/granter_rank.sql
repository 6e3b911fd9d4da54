-- SPDX-License-Identifier: MIT
create or replace function granter_rank(i invitation) returns integer
language plpgsql stable as $$
-- How high who grants an invitation's role stands today: the key that created
-- or last resent it, which must not be revoked; for a session's key its
-- member, whether or not the session goes on; the command line is an Owner.
-- Returns 0 for one that grants nothing any more.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return case when i.granter_key_id is null then role_rank('Owner')
        else coalesce((
            select case
                when k.user_id is not null then role_rank(m.role)
                when k.revoked_at is null then role_rank(k.role) end
            from api_key k
            left join member m on m.organization_id = k.organization_id
                and m.id = k.user_id and m.removed_at is null
            where k.organization_id = i.granter_organization_id
                and k.id = i.granter_key_id), 0) end;
end
$$;
