-- SPDX-License-Identifier: MIT
create or replace function member_find(organization_id uuid, id uuid)
returns member
language plpgsql stable as $$
-- The member with an id, removed or not. Who holds the licence finds the row
-- as it will stay. Returns null for none. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select m from member m
        where m.organization_id = member_find.organization_id
            and m.id = member_find.id
    );
end
$$;
