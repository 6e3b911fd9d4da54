-- SPDX-License-Identifier: MIT
create or replace function invitation_lock(
    organization_id uuid, id uuid, kind text default null
) returns invitation
language plpgsql volatile as $$
-- Lock an invitation and read it as it stands then; kind: only one of
-- that family. Returns null for none. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select i from invitation i
        where i.organization_id = invitation_lock.organization_id
            and i.id = invitation_lock.id
            and (invitation_lock.kind is null or i.kind = invitation_lock.kind)
        for update
    );
end
$$;
