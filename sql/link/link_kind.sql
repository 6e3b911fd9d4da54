-- SPDX-License-Identifier: MIT
create or replace function link_kind(l link) returns text
language plpgsql stable as $$
-- The family a link belongs to; a public link is of connections.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return case when l.invitation_id is null then 'connections' else (
        select i.kind from invitation i
        where i.organization_id = l.organization_id
            and i.id = l.invitation_id) end;
end
$$;
