-- SPDX-License-Identifier: MIT
create or replace function utility_connection_of(i invitation, subject text)
returns utility_connection
language plpgsql stable as $$
-- The utility connection that a subject got by an invitation. Returns null
-- for none. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select c
        from acceptance a
        join utility_connection c on c.organization_id = a.organization_id
            and c.id = a.connection_id
        where a.organization_id = i.organization_id
            and a.source_id = i.id
            and a.subject = utility_connection_of.subject
    );
end
$$;
