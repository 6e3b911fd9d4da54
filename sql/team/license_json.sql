-- SPDX-License-Identifier: MIT
create or replace function license_json(organization_id uuid, at timestamptz)
returns json
language plpgsql stable as $$
-- A business's licence and what of it is in use at a moment.
-- Returns {seatLimit, used, reserved, available, licenseQuantity,
-- licenseRenewalDate, licenseBillingStatus}; all but used and reserved are
-- null for one that was never set. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_row license;
    v_used integer := seat_used(organization_id);
    v_reserved integer := seat_reserved(organization_id,
        license_json.at);
begin
    select s.* into v_row from license s
    where s.organization_id = license_json.organization_id;
    return json_build_object(
        'seatLimit', v_row.seat_limit,
        'used', v_used,
        'reserved', v_reserved,
        'available', v_row.seat_limit - v_used - v_reserved,
        'licenseQuantity', case when v_row.seat_limit is not null
            then (v_used + v_reserved)::text end,
        'licenseRenewalDate', wire_time(v_row.renewal_date),
        'licenseBillingStatus', v_row.billing_status);
end
$$;
