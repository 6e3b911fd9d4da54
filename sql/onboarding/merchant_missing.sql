-- SPDX-License-Identifier: MIT
create or replace function merchant_missing(l link, answers json)
returns reply
language plpgsql stable as $$
-- Refuse answers that lack what merchant_form requires, or that hold what it
-- does not ask.
-- Returns invalid_fields with each such member, or an answer whose code is
-- null. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_form json := merchant_form(l, null);
    v_errors json[];
    v_unknown reply := answers_unknown(answers, array(
        select split_part(f->>'name', '.', 1)
        from json_array_elements(v_form) f));
begin
    if v_unknown.code is not null then
        return v_unknown;
    end if;
    select array_agg(field_error('#/' || array_to_string(f.path, '/'),
        'required', 'is required'))
    into v_errors
    from (select string_to_array(f->>'name', '.') as path
        from json_array_elements(v_form) f
        where (f->>'required')::boolean) f
    where answers #>> f.path is null;
    if v_errors is null then
        return reply_ok(null);
    end if;
    return reply_invalid_all(v_errors);
end
$$;
