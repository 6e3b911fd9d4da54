-- SPDX-License-Identifier: MIT
create or replace function reply_list(
    items json[], ids uuid[], page_limit integer
) returns reply
language plpgsql stable as $$
-- Answer one page of a list.
-- items, ids: the rows in order, one more than page_limit if there are more;
-- null for none. Returns {data, nextCursor}; the cursor is a mark of the id
-- of the page's last row. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_next uuid := case when cardinality(ids) > page_limit
        then ids[page_limit] end;
begin
    return row(null, json_build_object(
        'data', coalesce(to_json(items[1:page_limit]), '[]'),
        'nextCursor', chr(1) || 'cursor ' || v_next),
        null, null, v_next)::reply;
end
$$;
