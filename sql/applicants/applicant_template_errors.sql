-- SPDX-License-Identifier: MIT
create or replace function applicant_template_errors(
    organization_id uuid, esign_template_id uuid, esign_templates uuid[],
    custom_field_template_id uuid, custom_fields json
) returns json[]
language plpgsql stable as $$
-- What is wrong with the templates that a request names, and with the answers
-- it gives to their questions.
-- Returns an array of field_error, empty for none. Raises and writes nothing.
#variable_conflict use_column
declare
    v_errors json[];
    v_fields json;
begin
    v_errors := array(
        select field_error(n.place, 'not_allowed',
            'is no e-sign template of this customer')
        from (
            select '#/esign_template_id' as place, esign_template_id as id
            union all
            select '#/esign_templates/' || e.number - 1, e.id
            from unnest(esign_templates) with ordinality e (id, number)
        ) n
        where n.id is not null and not exists (select from esign_template t
            where t.organization_id
                    = applicant_template_errors.organization_id
                and t.id = n.id)
        order by n.place);
    if custom_field_template_id is null then
        return v_errors || case when exists (
                select from json_each(custom_fields))
            then array[field_error('#/custom_fields', 'not_allowed',
                'goes with custom_field_template_id only')] end;
    end if;
    select t.fields into v_fields from custom_field_template t
    where t.organization_id = applicant_template_errors.organization_id
        and t.id = custom_field_template_id;
    if not found then
        return v_errors || field_error('#/custom_field_template_id',
            'not_allowed', 'is no custom field template of this customer');
    end if;
    return v_errors || custom_field_errors(v_fields, custom_fields,
        '#/custom_fields', false);
end
$$;
