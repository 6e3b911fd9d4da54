-- SPDX-License-Identifier: MIT
create or replace function member_list(
    organization_id uuid, caller json, page_after uuid, page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the members of a business, newest first.
-- Returns an array; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(member_json(f.m) order by (f.m).id desc),
        array_agg((f.m).id order by (f.m).id desc)
    into v_items, v_ids
    from (
        select m
        from member m
        where m.organization_id = member_list.organization_id
            and m.removed_at is null
            and m.id < page_start(page_after)
        order by m.id desc
        limit page_limit + 1) f;
    return reply_array(v_items, v_ids, page_limit);
end
$$;
