-- SPDX-License-Identifier: MIT
create or replace function json_texts(list json) returns text[]
language plpgsql immutable as $$
-- The elements of a JSON array as texts.
-- Returns null for no array. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    if coalesce(json_typeof(json_texts.list), 'null') = 'null' then
        return null;
    end if;
    return array(select json_array_elements_text(json_texts.list));
end
$$;
