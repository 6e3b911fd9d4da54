-- SPDX-License-Identifier: MIT
create or replace function utility_connection_brief(c utility_connection)
returns json
language sql stable as $$
    -- A utility connection as its invitation lists it, and as the
    -- contributor sees it: no more than who made it may know.
    -- Raises nothing, writes nothing.
    select json_build_object(
        'id', c.id,
        'datasourceName', datasource_name(c.datasource_id, c.url),
        'status', utility_connection_status(c),
        'created', wire_time(c.created_at))
$$;
