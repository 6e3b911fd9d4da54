-- SPDX-License-Identifier: MIT
create or replace function connection_update(
    organization_id uuid, caller json, connection_id uuid, given text[],
    if_revisions integer[], alias_name text, tags text[]
) returns reply
language plpgsql volatile as $$
-- Change what a business calls a connection and how it tags it; the other
-- side sees nothing of it.
-- given: the members sent; a null among them clears. if_revisions: one of
-- these must be its revision; null: any.
-- Returns the connection; refuses not_found, revision_mismatch.
-- Raises nothing. Writes connection, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_found connection;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select c.* into v_found from connection c
    where c.organization_id = connection_update.organization_id
        and c.id = connection_update.connection_id
    for update;
    if not found then
        return reply_problem('not_found');
    elsif not v_found.revision = any(if_revisions) then
        return reply_problem('revision_mismatch');
    end if;
    update connection c
    set alias_name = case when 'aliasName' = any(given)
            then connection_update.alias_name else c.alias_name end,
        tags = case when 'tags' = any(given)
            then coalesce(connection_update.tags, '{}') else c.tags end,
        revision = c.revision + 1
    where c.organization_id = v_found.organization_id and c.id = v_found.id
    returning * into v_found;
    perform event_write(v_found.organization_id, 'connection.updated',
        v.actor, v.request_id, v_found.invitation_id,
        json_build_object('connectionId', v_found.id, 'members', given));
    return reply_ok(connection_json(v_found), v_found.id, v_found.revision);
end
$$;
