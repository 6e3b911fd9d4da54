-- SPDX-License-Identifier: MIT
create or replace function applicant_business_json(b applicant_business)
returns json
language sql stable as $$
    -- A business as its customer sees it. Raises nothing, writes nothing.
    select json_build_object(
        'id', b.id,
        'name', b.name,
        'mobile', b.mobile,
        'address_line_1', b.address_line_1,
        'address_line_2', b.address_line_2,
        'address_city', b.address_city,
        'address_state', b.address_state,
        'address_postal_code', b.address_postal_code,
        'address_country', b.address_country,
        'created_at', wire_time(b.created_at))
$$;
