-- SPDX-License-Identifier: MIT
create or replace function connection_lock(organization_id uuid, id uuid)
returns connection
language plpgsql volatile as $$
-- Lock both sides of a connection, always in the same order, and read the
-- given organization's. Returns null for none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_mine connection;
    v_side_id uuid;
begin
    select c.* into v_mine from connection c
    where c.organization_id = connection_lock.organization_id
        and c.id = connection_lock.id;
    -- Each by itself: the two may lie on two machines.
    for v_side_id in
        select s from unnest(array[v_mine.organization_id,
            v_mine.connected_organization_id]) s order by s
    loop
        perform from connection c
        where c.organization_id = v_side_id and c.id = v_mine.id
        for update;
    end loop;
    select c.* into v_mine from connection c
    where c.organization_id = v_mine.organization_id and c.id = v_mine.id;
    return v_mine;
end
$$;
