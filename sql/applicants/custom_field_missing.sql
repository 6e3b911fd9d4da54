-- SPDX-License-Identifier: MIT
create or replace function custom_field_missing(
    fields json, answers json, place text
) returns json[]
language sql stable as $$
    -- The questions that must be answered and are not.
    -- answers: merged; place: the pointer of the answers.
    -- Returns an array of field_error, or null. Raises and writes nothing.
    select array_agg(field_error(
        custom_field_missing.place || '/' || (f.field->>'key'), 'required',
        'is required') order by f.number)
    from json_array_elements(coalesce(custom_field_missing.fields, '[]'))
        with ordinality f (field, number)
    where (f.field->>'is_required')::boolean
        and custom_field_missing.answers->(f.field->>'key') is null
$$;
