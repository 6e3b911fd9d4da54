-- SPDX-License-Identifier: MIT
create or replace function applicant_business_errors(
    organization_id uuid, business json, existing_business_id uuid,
    existing_business json, case_id uuid
) returns json[]
language plpgsql stable as $$
-- What is wrong with the ways in which a request names its business, of which
-- there must be exactly one, and with its case, which must be of that
-- business.
-- Returns an array of field_error, empty for none. Raises and writes nothing.
#variable_conflict use_column
declare
    v_id uuid := coalesce(existing_business_id,
        (existing_business->>'id')::uuid);
    v_ways text[] := array_remove(array[
        case when business is not null then 'business' end,
        case when existing_business_id is not null
            then 'existing_business_id' end,
        case when existing_business is not null
            then 'existing_business' end], null);
    v_errors json[] := '{}';
begin
    if cardinality(v_ways) = 0 then
        return array[field_error('#/business', 'required', 'is required, or '
            'existing_business_id, or existing_business')];
    elsif cardinality(v_ways) > 1 then
        return array(select field_error('#/' || w, 'not_allowed',
                'cannot stand together with ' || v_ways[1])
            from unnest(v_ways[2:]) w);
    elsif business is null and not exists (select from applicant_business b
        where b.organization_id = applicant_business_errors.organization_id
            and b.id = v_id) then
        v_errors := v_errors || field_error('#/' || v_ways[1]
            || case when existing_business is null then '' else '/id' end,
            'not_allowed', 'is no business of this customer');
    end if;
    if business is not null and case_id is not null then
        v_errors := v_errors || field_error('#/case_id', 'not_allowed',
            'goes with an existing business only');
    elsif case_id is not null and not exists (
        select from applicant_case c
        where c.organization_id = applicant_business_errors.organization_id
            and c.id = applicant_business_errors.case_id
            and c.business_id = v_id) then
        v_errors := v_errors || field_error('#/case_id', 'not_allowed',
            'is no case of this business');
    end if;
    return v_errors;
end
$$;
