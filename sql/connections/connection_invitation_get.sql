-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_get(
    organization_id uuid, caller json, invitation_id uuid
) returns reply
language plpgsql stable as $$
-- Show an invitation that a business has sent, with what happened to it.
-- Returns the invitation and its events; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_found invitation;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select i.* into v_found from invitation i
    where i.organization_id = connection_invitation_get.organization_id
        and i.id = connection_invitation_get.invitation_id
        and i.kind = 'connections';
    if not found then
        return reply_problem('not_found');
    end if;
    return reply_ok(json_merge(connection_invitation_json(v_found),
        json_build_object('events', invitation_events(v_found))),
        v_found.id, v_found.revision);
end
$$;
