-- SPDX-License-Identifier: MIT
create or replace function connection_make(
    l link, i invitation, acceptor_id uuid, alias_name text
) returns connection
language plpgsql volatile as $$
-- Write both sides of a new connection, pending if it is made by a public
-- link that requires approval. i: the invitation, null for a public link.
-- Returns the acceptor's side, or null if the two are connected already.
-- Raises nothing. Writes connection.
#variable_conflict use_column
declare
    v_id uuid := uuid_v7();
    v_now timestamptz := clock_timestamp();
    v_waits boolean := exists (select from public_invite_settings s
        where s.organization_id = l.organization_id and s.link_id = l.id
            and s.requires_approval);
    v_made connection;
begin
    -- In one order, so that two businesses that accept each other's
    -- invitations at once wait instead of blocking each other.
    insert into connection (organization_id, id, connected_organization_id,
        status, is_approver, alias_name, invitation_id, link_id, created_at)
    select s.mine, v_id, s.other,
        case when v_waits then 'pending' else 'active' end,
        s.is_inviter and l.purpose = 'public', s.alias, i.id,
        case when l.purpose = 'public' then l.id end, v_now
    from (values
            (l.organization_id, acceptor_id, true, i.alias_name),
            (acceptor_id, l.organization_id, false,
                connection_make.alias_name)
        ) s (mine, other, is_inviter, alias)
    order by s.mine
    on conflict do nothing;
    select c.* into v_made from connection c
    where c.organization_id = acceptor_id and c.id = v_id;
    return v_made;
end
$$;
