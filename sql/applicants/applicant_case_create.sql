-- SPDX-License-Identifier: MIT
create or replace function applicant_case_create(
    organization_id uuid, caller json, business_id uuid, name text
) returns reply
language plpgsql volatile as $$
-- Make a case of one of a customer's businesses.
-- Returns {status, message, data}; refuses not_found, invalid_fields.
-- Raises nothing. Writes applicant_case, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_made applicant_case;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    elsif not exists (select from applicant_business b
        where b.organization_id = applicant_case_create.organization_id
            and b.id = applicant_case_create.business_id) then
        return reply_invalid('#/business_id', 'not_allowed',
            'is no business of this customer');
    end if;
    insert into applicant_case (organization_id, id, business_id, name)
    values (applicant_case_create.organization_id, uuid_v7(),
        applicant_case_create.business_id, applicant_case_create.name)
    returning * into v_made;
    perform event_write(v_made.organization_id, 'case.created', v.actor,
        v.request_id, data => json_build_object('caseId', v_made.id));
    return jsend_ok('Case created successfully', applicant_case_json(v_made),
        v_made.id);
end
$$;
