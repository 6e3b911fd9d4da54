-- SPDX-License-Identifier: MIT
create or replace function event_list(
    organization_id uuid, caller json, invitation_id uuid, type text,
    after uuid, page_after uuid, page_limit integer
) returns reply
language plpgsql stable as $$
-- List what happened to the caller's organization and those below it, or to
-- one of them (organization_id), oldest first.
-- after: the id of the event to go on behind, which must be one of the feed;
-- page_after: the same for the pages that follow, which repeat `after`.
-- Events of transactions that others may still come before are held back, so
-- that no reader ever skips one that commits late.
-- Returns {data, nextCursor}; refuses an unknown `after` (malformed).
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_from event;
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    if coalesce(after, page_after) is not null then
        select e.* into v_from
        from event e join organization o on o.id = e.organization_id
        where e.id = coalesce(page_after, event_list.after)
            and authority_covers(v, o)
        limit 1;
        if not found then
            return reply_problem('malformed', json_build_object('detail',
                'after is not the id of an event of this feed.'));
        end if;
    end if;
    select array_agg(event_json(f.e) order by (f.e).transaction_id, (f.e).id),
        array_agg((f.e).id order by (f.e).transaction_id, (f.e).id)
    into v_items, v_ids
    from (
        select e
        from event e join organization o on o.id = e.organization_id
        where authority_covers(v, o)
            and (event_list.organization_id is null
                or o.id = event_list.organization_id)
            and (event_list.invitation_id is null
                or e.invitation_id = event_list.invitation_id)
            and (event_list.type is null or e.type = event_list.type)
            and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            and (v_from.id is null
                or (e.transaction_id, e.id)
                    > (v_from.transaction_id, v_from.id))
        order by e.transaction_id, e.id
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
