-- SPDX-License-Identifier: MIT
create or replace function custom_field_template_get(
    organization_id uuid, caller json, template_id uuid
) returns reply
language plpgsql stable as $$
-- Show a custom field template of a customer.
-- Returns {status, message, data}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_found custom_field_template;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select t.* into v_found from custom_field_template t
    where t.organization_id = custom_field_template_get.organization_id
        and t.id = custom_field_template_get.template_id;
    if not found then
        return reply_problem('not_found');
    end if;
    return jsend_ok('Custom field template found',
        custom_field_template_json(v_found), v_found.id);
end
$$;
