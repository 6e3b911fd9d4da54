-- SPDX-License-Identifier: MIT
create or replace function custom_field_template_create(
    organization_id uuid, caller json, name text, fields json
) returns reply
language plpgsql volatile as $$
-- Make a list of questions for applicants.
-- fields: [{key, label, type, is_required, options}].
-- Returns {status, message, data}; refuses not_found, invalid_fields.
-- Raises nothing. Writes custom_field_template, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_errors json[] := custom_field_template_errors(fields);
    v_made custom_field_template;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    elsif v_errors is not null then
        return reply_invalid_all(v_errors);
    end if;
    insert into custom_field_template (organization_id, id, name, fields)
    select custom_field_template_create.organization_id, uuid_v7(),
        custom_field_template_create.name, json_agg(json_build_object(
            'key', f.field->'key',
            'label', f.field->'label',
            'type', f.field->'type',
            'is_required',
                coalesce((f.field->>'is_required')::boolean, false),
            'options', coalesce(f.field->'options', '[]'))
            order by f.number)
    from json_array_elements(custom_field_template_create.fields)
        with ordinality f (field, number)
    returning * into v_made;
    perform event_write(v_made.organization_id, 'template.created', v.actor,
        v.request_id, data => json_build_object('templateId', v_made.id,
            'kind', 'custom_fields'));
    return jsend_ok('Custom field template created successfully',
        custom_field_template_json(v_made), v_made.id);
end
$$;
