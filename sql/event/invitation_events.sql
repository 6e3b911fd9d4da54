-- SPDX-License-Identifier: MIT
create or replace function invitation_events(i invitation) returns json
language plpgsql stable as $$
-- What happened to an invitation, oldest first; an array. In the order of
-- their ids, which is that of the clock: whoever began first may have waited.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select coalesce(json_agg(event_json(e) order by e.id), '[]')
        from event e
        where e.organization_id = i.organization_id and e.invitation_id = i.id
    );
end
$$;
