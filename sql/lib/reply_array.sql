-- SPDX-License-Identifier: MIT
create or replace function reply_array(
    items json[], ids uuid[], page_limit integer
) returns reply
language plpgsql stable as $$
-- Answer one page of a list as a plain array, whose next page only the header
-- Link tells of. items, ids: as for reply_list.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_list reply := reply_list(items, ids, page_limit);
begin
    v_list.body := v_list.body->'data';
    return v_list;
end
$$;
