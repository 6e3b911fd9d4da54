-- SPDX-License-Identifier: MIT
create or replace function jsend_list(
    message text, items json[], ids uuid[], page_limit integer
) returns reply
language plpgsql stable as $$
-- Answer one page of a list, in the words of JSend: as reply_list does.
-- Returns {status, message, data, next_cursor}.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_page reply := reply_list(items, ids, page_limit);
begin
    v_page.body := json_build_object('status', 'success',
        'message', jsend_list.message,
        'data', v_page.body->'data',
        'next_cursor', v_page.body->'nextCursor');
    return v_page;
end
$$;
