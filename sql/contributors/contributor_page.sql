-- SPDX-License-Identifier: MIT
create or replace function contributor_page(l link) returns json
language plpgsql stable as $$
-- What only the page of this family shows: whether a connection is edited,
-- and what it is called.
-- Returns {isEdit, connectionName}. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'isEdit', i.connection_id is not null,
            'connectionName', datasource_name(c.datasource_id, c.url))
        from invitation i
        left join utility_connection c
            on c.organization_id = i.organization_id
            and c.id = i.connection_id
        where i.organization_id = l.organization_id
            and i.id = l.invitation_id
    );
end
$$;
