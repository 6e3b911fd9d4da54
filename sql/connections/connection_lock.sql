-- SPDX-License-Identifier: MIT
create or replace function connection_lock(organization_id uuid, id uuid)
returns connection
language plpgsql volatile as $$
-- Lock both sides of a connection, always in the same order, and read the
-- given organization's. Returns null for none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_side connection;
    v_mine connection;
begin
    select c.* into v_mine from connection c
    where c.organization_id = connection_lock.organization_id
        and c.id = connection_lock.id;
    for v_side in
        select c.* from connection c
        where c.id = v_mine.id and c.organization_id in
            (v_mine.organization_id, v_mine.connected_organization_id)
        order by c.organization_id
        for update
    loop
        if v_side.organization_id = connection_lock.organization_id then
            v_mine := v_side;
        end if;
    end loop;
    return v_mine;
end
$$;
