-- SPDX-License-Identifier: MIT
create or replace function connection_list(
    organization_id uuid, caller json, status text, page_after uuid,
    page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List a business's connections, newest first. status: only those.
-- Returns {data, nextCursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(connection_json(f.c) order by (f.c).id desc),
        array_agg((f.c).id order by (f.c).id desc)
    into v_items, v_ids
    from (
        select c
        from connection c
        where c.organization_id = connection_list.organization_id
            and (connection_list.status is null
                or c.status = connection_list.status)
            and c.id < page_start(page_after)
        order by c.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
