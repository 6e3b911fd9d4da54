-- SPDX-License-Identifier: MIT
create or replace function custom_field_fault(
    field json, value json, is_text boolean
) returns text
language plpgsql immutable as $$
-- Why a value does not answer a question: a field code, or null if it does.
-- Null and the empty text answer nothing, and fit always.
-- is_text: whether a number or boolean may come as text, as forms send it.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_type constant text := field->>'type';
    v_kind constant text := json_typeof(value);
    v_text constant text := value #>> '{}';
begin
    if coalesce(v_text, '') = '' then
        return null;
    elsif v_kind <> (case when v_type in ('number', 'boolean')
            then v_type else 'string' end)
        and not (is_text and v_kind = 'string') then
        return 'wrong_type';
    end if;
    return case
        when v_type = 'number' and v_text !~
            '^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$'
            then 'bad_format'
        -- What a numeric can hold, and any client can read.
        when v_type = 'number' and v_text !~
            '^-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$'
            then 'out_of_range'
        when v_type = 'boolean' and v_text not in ('true', 'false')
            then 'bad_format'
        when v_type = 'date' and not is_date(v_text) then 'bad_format'
        when v_type = 'choice' and not exists (
            select from json_array_elements_text(field->'options') o
            where o = v_text) then 'not_allowed'
    end;
end
$$;
