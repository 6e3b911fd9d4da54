-- SPDX-License-Identifier: MIT
create or replace function custom_field_template_errors(fields json)
returns json[]
language plpgsql stable as $$
-- What is wrong with questions, beyond the kinds of their members: a key that
-- two have or that no form can carry, options that a choice lacks, that
-- another has, or that it has twice.
-- Returns an array of field_error, or null. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select array_agg(e.error order by f.number)
        from json_array_elements(fields) with ordinality f (field, number)
        cross join lateral (select '#/fields/' || f.number - 1 as place) p
        cross join lateral (
            select field_error(p.place || '/key', 'bad_format',
                'may hold letters, digits, _ and - only') as error
            where f.field->>'key' !~ '^[A-Za-z0-9_-]+$'
            union all
            select field_error(p.place || '/key', 'not_allowed',
                'is the key of an earlier field')
            where exists (
                select from json_array_elements(fields)
                    with ordinality g (field, number)
                where g.number < f.number
                    and g.field->>'key' = f.field->>'key')
            union all
            select field_error(p.place || '/options', 'required',
                'is what a choice is between')
            where f.field->>'type' = 'choice'
                and f.field->>'options' is null
            union all
            select field_error(p.place || '/options', 'not_allowed',
                'only a choice has options')
            where f.field->>'type' <> 'choice'
                and f.field->>'options' is not null
            union all
            select field_error(p.place || '/options', 'not_allowed',
                'must differ')
            where (
                select count(*) > count(distinct o)
                from json_array_elements_text(
                    case json_typeof(f.field->'options')
                    when 'array' then f.field->'options' else '[]' end) o)
        ) e
    );
end
$$;
