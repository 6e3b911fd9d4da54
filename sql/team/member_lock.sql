-- SPDX-License-Identifier: MIT
create or replace function member_lock(organization_id uuid, id uuid)
returns member
language plpgsql volatile as $$
-- Lock a member, removed or not, and read the row as it stands then.
-- Returns null for none. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select m from member m
        where m.organization_id = member_lock.organization_id
            and m.id = member_lock.id
        for update
    );
end
$$;
