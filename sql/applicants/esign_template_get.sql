-- SPDX-License-Identifier: MIT
create or replace function esign_template_get(
    organization_id uuid, caller json, template_id uuid
) returns reply
language plpgsql stable as $$
-- Show an e-sign template of a customer.
-- Returns {status, message, data}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_found esign_template;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select t.* into v_found from esign_template t
    where t.organization_id = esign_template_get.organization_id
        and t.id = esign_template_get.template_id;
    if not found then
        return reply_problem('not_found');
    end if;
    return jsend_ok('E-sign template found', esign_template_json(v_found),
        v_found.id);
end
$$;
