-- SPDX-License-Identifier: MIT
create or replace function invitation_find(
    id uuid, v authority, kind text default null
) returns invitation
language plpgsql stable as $$
-- The invitation with an id, if the caller may know of it, where a path
-- names no organization; kind: only one of that family. Returns null for
-- none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select i
        from invitation i join organization o on o.id = i.organization_id
        where i.id = invitation_find.id and authority_covers(v, o)
            and (invitation_find.kind is null or i.kind = invitation_find.kind)
    );
end
$$;
