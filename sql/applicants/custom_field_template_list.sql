-- SPDX-License-Identifier: MIT
create or replace function custom_field_template_list(
    organization_id uuid, caller json, page_after uuid, page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the custom field templates of a customer, newest first.
-- Returns {status, message, data, next_cursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(custom_field_template_json(f.t) order by (f.t).id desc),
        array_agg((f.t).id order by (f.t).id desc)
    into v_items, v_ids
    from (
        select t
        from custom_field_template t
        where t.organization_id = custom_field_template_list.organization_id
            and t.id < page_start(page_after)
        order by t.id desc
        limit page_limit + 1) f;
    return jsend_list('Custom field templates found', v_items, v_ids,
        page_limit);
end
$$;
