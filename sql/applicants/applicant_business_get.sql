-- SPDX-License-Identifier: MIT
create or replace function applicant_business_get(
    organization_id uuid, caller json, business_id uuid
) returns reply
language plpgsql stable as $$
-- Show a business of a customer.
-- Returns {status, message, data}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_found applicant_business;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select t.* into v_found from applicant_business t
    where t.organization_id = applicant_business_get.organization_id
        and t.id = applicant_business_get.business_id;
    if not found then
        return reply_problem('not_found');
    end if;
    return jsend_ok('Business found', applicant_business_json(v_found),
        v_found.id);
end
$$;
