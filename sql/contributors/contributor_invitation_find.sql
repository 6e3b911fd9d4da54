-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_find(
    id uuid, v authority
) returns invitation
language plpgsql stable as $$
-- The invitation of this family with an id, if the caller may know of it.
-- Returns null for none. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_found invitation := invitation_find(id, v);
begin
    return case when v_found.kind = 'contributors' then v_found end;
end
$$;
