-- SPDX-License-Identifier: MIT
create or replace function applicant_business_make(
    organization_id uuid, business json
) returns applicant_business
language plpgsql volatile as $$
-- Store a new business. business: its members, by their names on the wire.
-- Returns the row. Raises nothing. Writes applicant_business.
#variable_conflict use_column
declare
    v_made applicant_business;
begin
    insert into applicant_business (organization_id, id, name, mobile,
        address_line_1, address_line_2, address_city, address_state,
        address_postal_code, address_country)
    select applicant_business_make.organization_id, uuid_v7(), b.name,
        b.mobile, b.address_line_1, b.address_line_2, b.address_city,
        b.address_state, b.address_postal_code, b.address_country
    from json_populate_record(null::applicant_business, business) b
    returning * into v_made;
    return v_made;
end
$$;
