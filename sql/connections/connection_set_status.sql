-- SPDX-License-Identifier: MIT
create or replace function connection_set_status(
    organization_id uuid, caller json, connection_id uuid, from_status text,
    to_status text
) returns reply
language plpgsql volatile as $$
-- Move both sides of a connection from one status to another. Approving and
-- declining is for the side whose public link was used; the same act again
-- by the same side changes nothing. The business that waited for it is told
-- by mail.
-- Returns the connection; refuses not_found, approval_not_yours,
-- connection_state. Raises nothing. Writes connection, event, outbox,
-- address_limit.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_now timestamptz;
    v_mine connection;
    v_type text := case to_status when 'active' then 'connection.approved'
        else 'connection.' || to_status end;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_mine := connection_lock(organization_id, connection_id);
    if v_mine.id is null then
        return reply_problem('not_found');
    elsif from_status = 'pending' and not v_mine.is_approver then
        return reply_problem('approval_not_yours');
    elsif v_mine.status = to_status
        and (to_status <> 'active' or v_mine.approved_at is not null) then
        return reply_ok(connection_json(v_mine), v_mine.id, v_mine.revision);
    elsif v_mine.status <> from_status then
        return reply_problem('connection_state');
    end if;
    v_now := clock_timestamp();
    update connection c
    set status = to_status, revision = c.revision + 1,
        approved_at = case to_status when 'active' then v_now
            else c.approved_at end,
        archived_at = case to_status when 'archived' then v_now end
    where c.id = v_mine.id and c.organization_id in
        (v_mine.organization_id, v_mine.connected_organization_id);
    perform event_write(side, v_type, v.actor, v.request_id,
        v_mine.invitation_id, json_build_object('connectionId', v_mine.id))
    from unnest(array[v_mine.organization_id,
        v_mine.connected_organization_id]) side;
    if from_status = 'pending' then
        perform mail_notice(v_mine.organization_id, case to_status
            when 'active' then 'approved' else 'declined' end,
            v_mine.invitation_id, null,
            reader_id => v_mine.connected_organization_id);
    end if;
    select c.* into v_mine from connection c
    where c.organization_id = v_mine.organization_id and c.id = v_mine.id;
    return reply_ok(connection_json(v_mine), v_mine.id, v_mine.revision);
end
$$;
