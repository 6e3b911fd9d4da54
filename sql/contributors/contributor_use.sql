-- SPDX-License-Identifier: MIT
create or replace function contributor_use(i invitation) returns boolean
language plpgsql volatile as $$
-- Take one use of an invitation, if one is left; the last ends it.
-- Returns whether one was. Raises nothing. Writes invitation, recipient,
-- outbox.
#variable_conflict use_column
declare
    v_is_last boolean;
begin
    update invitation t
    set use_count = t.use_count + 1, revision = t.revision + 1
    where t.organization_id = i.organization_id and t.id = i.id
        and t.state = 'pending'
        and (t.max_uses is null or t.use_count < t.max_uses)
    returning t.use_count = t.max_uses into v_is_last;
    if v_is_last then
        perform invitation_end(i.organization_id, i.id, 'accepted');
        return true;
    end if;
    return found;
end
$$;
