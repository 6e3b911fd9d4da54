-- SPDX-License-Identifier: MIT
create or replace function applicant_case_get(
    organization_id uuid, caller json, case_id uuid
) returns reply
language plpgsql stable as $$
-- Show a case of a customer.
-- Returns {status, message, data}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_found applicant_case;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select t.* into v_found from applicant_case t
    where t.organization_id = applicant_case_get.organization_id
        and t.id = applicant_case_get.case_id;
    if not found then
        return reply_problem('not_found');
    end if;
    return jsend_ok('Case found', applicant_case_json(v_found),
        v_found.id);
end
$$;
