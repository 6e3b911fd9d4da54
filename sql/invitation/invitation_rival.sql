-- SPDX-License-Identifier: MIT
create or replace function invitation_rival(i invitation) returns uuid
language plpgsql volatile as $$
-- Find another live invitation that holds a target of this one, after those
-- whose time has passed have let go.
-- Returns its id or null. Raises nothing. Writes invitation, recipient,
-- outbox.
#variable_conflict use_column
declare
    v_target text;
    v_other uuid;
begin
    for v_target in
        select r.target from recipient r
        where r.organization_id = i.organization_id
            and r.invitation_id = i.id and r.target is not null
            and not r.is_live
    loop
        v_other := target_holder(i.organization_id, v_target);
        exit when v_other is not null;
    end loop;
    return v_other;
end
$$;
