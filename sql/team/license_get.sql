-- SPDX-License-Identifier: MIT
create or replace function license_get(organization_id uuid, caller json)
returns reply
language plpgsql stable as $$
-- Show a business's licence.
-- Returns license_json; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return reply_ok(license_json(organization_id, statement_timestamp()),
        organization_id);
end
$$;
