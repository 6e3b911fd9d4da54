-- SPDX-License-Identifier: MIT
create or replace function seat_used(organization_id uuid) returns integer
language plpgsql stable as $$
-- How many seats of a business its members have.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select count(*) from member m
        where m.organization_id = seat_used.organization_id
            and m.removed_at is null
    );
end
$$;
