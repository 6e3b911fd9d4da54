-- SPDX-License-Identifier: MIT
create or replace function applicant_business_extend(
    organization_id uuid, existing_business json
) returns void
language plpgsql volatile as $$
-- Store what a request adds to a business it names: members that are there
-- take the place of what was known, the others stay.
-- existing_business: {id} and members. Raises nothing. Writes
-- applicant_business.
#variable_conflict use_column
begin
    update applicant_business b
    set name = coalesce(n.name, b.name),
        mobile = coalesce(n.mobile, b.mobile),
        address_line_1 = coalesce(n.address_line_1, b.address_line_1),
        address_line_2 = coalesce(n.address_line_2, b.address_line_2),
        address_city = coalesce(n.address_city, b.address_city),
        address_state = coalesce(n.address_state, b.address_state),
        address_postal_code =
            coalesce(n.address_postal_code, b.address_postal_code),
        address_country = coalesce(n.address_country, b.address_country)
    from json_populate_record(null::applicant_business,
        existing_business) n
    where b.organization_id = applicant_business_extend.organization_id
        and b.id = n.id;
end
$$;
