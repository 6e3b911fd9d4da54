-- SPDX-License-Identifier: MIT
create or replace function custom_field_errors(
    fields json, answers json, place text, is_text boolean
) returns json[]
language plpgsql stable as $$
-- What is wrong with answers to questions; whether all that must be answered
-- are is not asked here.
-- fields: of a template, null for none; place: the pointer of the answers;
-- is_text: as in custom_field_fault.
-- Returns an array of field_error, or null. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select array_agg(field_error(
            place || '/' || pointer_escape(a.key), f.code,
            case f.code
            when 'unknown' then 'is not in the custom field template'
            when 'wrong_type' then 'must be of type ' || f.type
            when 'out_of_range' then 'has too many digits'
            when 'not_allowed' then 'is not one of the options'
            else 'is not a ' || f.type end))
        from json_each(answers) a
        cross join lateral (
            select 'unknown' as code, null as type
            where not exists (
                select from json_array_elements(coalesce(fields, '[]')) t
                where t->>'key' = a.key)
            union all
            select custom_field_fault(t, a.value, is_text), t->>'type'
            from json_array_elements(coalesce(fields, '[]')) t
            where t->>'key' = a.key
        ) f
        where f.code is not null
    );
end
$$;
