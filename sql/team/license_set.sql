-- SPDX-License-Identifier: MIT
create or replace function license_set(
    organization_id uuid, caller json, seat_limit integer,
    renewal_date timestamptz, billing_status text
) returns reply
language plpgsql volatile as $$
-- Say how many seats a business has, and what it pays. Its own key may not,
-- whatever its scopes are: the seats are sold by one above it.
-- Returns license_json; refuses not_found, scope_missing,
-- seat_limit_below_use. Raises nothing. Writes license, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_old license;
    v_new license;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    elsif v.organization_id = organization_id then
        return reply_problem('scope_missing', json_build_object('detail',
            'A licence is set by a key of an organization above.'));
    end if;
    perform license_lock(organization_id);
    select s.* into v_old from license s
    where s.organization_id = license_set.organization_id;
    if seat_used(organization_id)
        + seat_reserved(organization_id, clock_timestamp()) > seat_limit then
        return reply_problem('seat_limit_below_use');
    end if;
    update license s
    set seat_limit = license_set.seat_limit,
        renewal_date = license_set.renewal_date,
        billing_status = license_set.billing_status
    where s.organization_id = license_set.organization_id
    returning * into v_new;
    if v_new is distinct from v_old then
        perform event_write(organization_id, 'license.changed', v.actor,
            v.request_id, data => json_build_object(
                'seatLimit', seat_limit,
                'renewalDate', wire_time(renewal_date),
                'billingStatus', billing_status));
    end if;
    return reply_ok(license_json(organization_id, clock_timestamp()),
        organization_id);
end
$$;
