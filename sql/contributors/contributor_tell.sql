-- SPDX-License-Identifier: MIT
create or replace function contributor_tell(
    i invitation, c utility_connection, d door
) returns void
language plpgsql volatile as $$
-- Put on record that a contributor used an invitation, and what came of it;
-- of the credentials only that they were given.
-- Raises nothing. Writes event, outbox, address_limit.
#variable_conflict use_column
declare
    v_is_edit boolean := i.connection_id is not null;
    v_members text[] := array(select json_object_keys(d.answers))
        || case when d.sealed->>'username' is not null
            then '{username}'::text[] else '{}' end
        || case when d.sealed->>'password' is not null
            then '{password}'::text[] else '{}' end;
begin
    perform event_write(i.organization_id, 'invitation.accepted',
        'link:' || (d.l).id, d.request_id, i.id,
        json_build_object('connectionId', c.id));
    perform event_write(i.organization_id,
        case when v_is_edit then 'connection.updated'
            else 'connection.created' end,
        'link:' || (d.l).id, d.request_id, i.id,
        json_build_object('connectionId', c.id, 'members', v_members));
    perform mail_notice(i.organization_id, 'accepted', i.id,
        link_address(d.l, d.proof_hash));
end
$$;
