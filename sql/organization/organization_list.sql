-- SPDX-License-Identifier: MIT
create or replace function organization_list(
    caller json, kind text, parent_id uuid, page_after uuid,
    page_limit integer
) returns reply
language plpgsql stable as $$
-- List the caller's organization and those below it, newest first.
-- kind, parent_id: only those. page_after: the id to go on behind.
-- Returns {data, nextCursor}. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_last organization;
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    -- An organization's id may be its maker's: order by its making.
    select o.* into v_last from organization o where o.id = page_after;
    select array_agg(organization_json(f.o)
            order by (f.o).created_at desc, (f.o).id desc),
        array_agg((f.o).id order by (f.o).created_at desc, (f.o).id desc)
    into v_items, v_ids
    from (
        select o
        from organization o
        where authority_covers(v, o)
            and (organization_list.kind is null
                or o.kind = organization_list.kind)
            and (parent_id is null
                or o.ancestor_ids[cardinality(o.ancestor_ids)] = parent_id)
            and (page_after is null
                or (o.created_at, o.id) < (v_last.created_at, v_last.id))
        order by o.created_at desc, o.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
