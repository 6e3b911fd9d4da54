-- SPDX-License-Identifier: MIT
create or replace function link_rotate(i invitation, links json)
returns void
language plpgsql volatile as $$
-- Replace every link of an invitation by a new one for the same purpose and
-- recipient. links: minted, at least as many. The old ones stay, so that who
-- opens one is told that it was replaced.
-- Raises nothing. Writes link.
#variable_conflict use_column
declare
    v_old link;
    v_count integer := 0;
begin
    for v_old in
        update link l set replaced_at = clock_timestamp()
        where l.organization_id = i.organization_id
            and l.invitation_id = i.id and l.replaced_at is null
        returning *
    loop
        perform link_add(i.organization_id, links->v_count, v_old.purpose,
            i.id, v_old.recipient_id);
        v_count := v_count + 1;
    end loop;
end
$$;
