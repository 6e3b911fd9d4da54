-- SPDX-License-Identifier: MIT
create or replace function event_list(
    organization_id uuid, caller json, invitation_id uuid, type text,
    after uuid, page_after uuid, page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
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
    v_scope uuid[];
    v_end xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_transaction_id xid8 := '0';
    v_id uuid := '00000000-0000-0000-0000-000000000000';
    v_events event[];
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    if coalesce(after, page_after) is not null then
        v_from := event_find(v, coalesce(page_after, event_list.after));
        if v_from.id is null then
            return reply_problem('malformed', json_build_object('detail',
                'after is not the id of an event of this feed.'));
        end if;
        v_transaction_id := v_from.transaction_id;
        v_id := v_from.id;
    end if;
    -- One statement for each way to the rows: a plan for all of them at once
    -- would go through everything that ever happened.
    v_scope := authority_scope(v, organization_id);
    if invitation_id is not null then
        -- Of whoever accepted it, too: in each one's index by invitation.
        v_scope := coalesce(v_scope, array(select o.id from organization o
            where authority_covers(v, o)));
        v_events := array(
            select f.e from unnest(v_scope) s (id) cross join lateral (
                select e from event e
                where e.organization_id = s.id
                    and e.invitation_id = event_list.invitation_id
                    and (e.transaction_id, e.id) > (v_transaction_id, v_id)
                    and e.transaction_id < v_end
                    and e.type = coalesce(event_list.type, e.type)
                offset 0) f
            order by (f.e).transaction_id, (f.e).id
            limit page_limit + 1);
    elsif v_scope is not null then
        v_events := array(
            select f.e from unnest(v_scope) s (id) cross join lateral (
                select e from event e
                where e.organization_id = s.id
                    and (e.transaction_id, e.id) > (v_transaction_id, v_id)
                    and e.transaction_id < v_end
                    and e.type = coalesce(event_list.type, e.type)
                order by e.transaction_id, e.id
                limit page_limit + 1) f
            order by (f.e).transaction_id, (f.e).id
            limit page_limit + 1);
    elsif type is not null then
        v_events := array(
            select e from event e
            where e.type = event_list.type
                and (e.transaction_id, e.id) > (v_transaction_id, v_id)
                and e.transaction_id < v_end
                and (select authority_covers(v, o) from organization o
                    where o.id = e.organization_id)
            order by e.transaction_id, e.id
            limit page_limit + 1);
    else
        v_events := array(
            select e from event e
            where (e.transaction_id, e.id) > (v_transaction_id, v_id)
                and e.transaction_id < v_end
                and (select authority_covers(v, o) from organization o
                    where o.id = e.organization_id)
            order by e.transaction_id, e.id
            limit page_limit + 1);
    end if;
    select array_agg(event_json(e) order by e.transaction_id, e.id),
        array_agg(e.id order by e.transaction_id, e.id)
    into v_items, v_ids from unnest(v_events) e;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
