-- SPDX-License-Identifier: MIT
create or replace function api_key_list(
    organization_id uuid, caller json, page_after uuid, page_limit integer
) returns reply
language plpgsql stable as $$
-- List an organization's keys, revoked ones too, newest first.
-- Returns {data, nextCursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id);
    v_last api_key;
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    -- A key's id is chance: order by its making.
    select k.* into v_last from api_key k
    where k.organization_id = api_key_list.organization_id
        and k.id = page_after;
    select array_agg(api_key_json(f.k)
            order by (f.k).created_at desc, (f.k).id desc),
        array_agg((f.k).id order by (f.k).created_at desc, (f.k).id desc)
    into v_items, v_ids
    from (
        select k
        from api_key k
        where k.organization_id = api_key_list.organization_id
            and (page_after is null
                or (k.created_at, k.id) < (v_last.created_at, v_last.id))
        order by k.created_at desc, k.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
