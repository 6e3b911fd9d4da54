-- SPDX-License-Identifier: MIT
create or replace function custom_field_merge(
    fields json, known json, answers json
) returns json
language sql stable as $$
    -- The answers known and the new ones, which take their place, in the
    -- order of the questions; null and the empty text clear one.
    -- Returns an object. Raises nothing, writes nothing.
    select coalesce(json_object_agg(f.field->>'key', v.value
        order by f.number) filter (where v.value is not null), '{}')
    from json_array_elements(coalesce(custom_field_merge.fields, '[]'))
        with ordinality f (field, number)
    cross join lateral (select custom_field_value(f.field, coalesce(
        custom_field_merge.answers->(f.field->>'key'),
        custom_field_merge.known->(f.field->>'key'))) as value) v
$$;
