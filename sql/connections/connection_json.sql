-- SPDX-License-Identifier: MIT
create or replace function connection_json(c connection) returns json
language plpgsql stable as $$
-- A connection as one of its sides sees it.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'id', c.id,
            'businessId', c.organization_id,
            'connectedBusinessId', c.connected_organization_id,
            'connectedBusinessName', o.name,
            'aliasName', c.alias_name,
            'tags', c.tags,
            'status', c.status,
            'createdAt', wire_time(c.created_at),
            'approvedAt', wire_time(c.approved_at),
            'archivedAt', wire_time(c.archived_at),
            'invitationId', c.invitation_id)
        from organization o
        where o.id = c.connected_organization_id
    );
end
$$;
