-- SPDX-License-Identifier: MIT
create or replace function team_license_members(i invitation) returns json
language plpgsql stable as $$
-- The members of an invitation that tell of its paid seat; all null while the
-- business's licence was never set. Its quantity counts the seats after its
-- last change, which for one that expired was the moment when it did.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_license license;
    v_status text := invitation_status(i, statement_timestamp());
begin
    select s.* into v_license from license s
    where s.organization_id = i.organization_id
        and s.seat_limit is not null;
    if not found then
        i.license_activated_at := null;
        i.license_quantity := null;
        v_status := null;
    elsif v_status = 'expired' then
        i.license_quantity := seat_count_at(i.organization_id, i.expires_at);
    end if;
    return json_build_object(
        'licenseBillingStatus', v_license.billing_status,
        'licenseQuantity', i.license_quantity::text,
        'licenseRenewalDate', wire_time(v_license.renewal_date),
        'licenseActivatedAt', wire_time(i.license_activated_at),
        'licenseReleasedAt', wire_time(case v_status
            when 'expired' then i.expires_at
            when 'revoked' then least(i.revoked_at, i.expires_at)
            when 'accepted' then (select m.removed_at from member m
                where m.organization_id = i.organization_id
                    and m.invitation_id = i.id) end));
end
$$;
