-- SPDX-License-Identifier: MIT
create or replace function utility_connection_find(id uuid, v authority)
returns utility_connection
language plpgsql stable as $$
-- The utility connection with an id, if the caller may know of it: its path
-- names no organization. Returns null for none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select c
        from utility_connection c
        join organization o on o.id = c.organization_id
        where c.id = utility_connection_find.id and authority_covers(v, o)
    );
end
$$;
