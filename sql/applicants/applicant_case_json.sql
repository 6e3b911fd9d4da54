-- SPDX-License-Identifier: MIT
create or replace function applicant_case_json(c applicant_case) returns json
language sql stable as $$
    -- A case as its customer sees it. Raises nothing, writes nothing.
    select json_build_object(
        'id', c.id,
        'business_id', c.business_id,
        'name', c.name,
        'created_at', wire_time(c.created_at))
$$;
