-- SPDX-License-Identifier: MIT
create or replace function member_refusal(
    m member, v authority, role text default null
) returns text
language plpgsql stable as $$
-- Why a member may not be given a role, or be removed (role null): nobody
-- touches a role above their own, and the last Owner stays one. The caller
-- has locked the licence, so no other Owner goes meanwhile.
-- Returns role_too_low, last_owner or null. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return case
        when role_rank(m.role) > role_rank(v.role)
            or role_rank(member_refusal.role) > role_rank(v.role)
            then 'role_too_low'
        when m.role = 'Owner'
            and member_refusal.role is distinct from 'Owner'
            and not exists (select from member o
                where o.organization_id = m.organization_id
                    and o.id <> m.id and o.role = 'Owner'
                    and o.removed_at is null)
            then 'last_owner'
    end;
end
$$;
