-- SPDX-License-Identifier: MIT
create or replace function event_find(v authority, event_id uuid)
returns event
language plpgsql stable as $$
-- Find an event by its id alone in the feed of the caller's organization and
-- those below it: by the key in each, where they are at most a hundred.
-- Returns the event, null if there is none. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_scope uuid[] := authority_scope(v, null);
    v_found event;
begin
    if v_scope is not null then
        select e.* into v_found from event e
        where e.organization_id = any(v_scope)
            and e.id = event_find.event_id;
    else
        select e.* into v_found
        from event e join organization o on o.id = e.organization_id
        where e.id = event_find.event_id and authority_covers(v, o)
        limit 1;
    end if;
    return v_found;
end
$$;
