-- SPDX-License-Identifier: MIT
create or replace function applicant_rival(
    organization_id uuid, business_id uuid, business json, email_keys text[]
) returns uuid
language plpgsql volatile as $$
-- Find a live invitation of one of these addresses to this business, after
-- those whose time has passed have let go. business_id: of one that is known.
-- business: a new one, which is taken for one that is the same in every
-- member and has such an invitation: the same request sent twice invites
-- once. The caller has locked the addresses.
-- Returns its id or null. Raises nothing. Writes invitation, recipient,
-- outbox.
#variable_conflict use_column
declare
    v_targets text[] := array(
        select applicant_target(applicant_rival.business_id, k)
        from unnest(email_keys) k);
    v_found_id uuid;
begin
    if business is null then
        perform invitation_lapse(applicant_rival.organization_id, t)
        from unnest(v_targets) t;
        select r.invitation_id into v_found_id from recipient r
        where r.organization_id = applicant_rival.organization_id
            and r.target = any(v_targets) and r.is_live
        order by r.id limit 1;
        return v_found_id;
    end if;
    select r.invitation_id into v_found_id
    from recipient r
    join invitation i on i.organization_id = r.organization_id
        and i.id = r.invitation_id
    join applicant_invitation a on a.organization_id = i.organization_id
        and a.invitation_id = i.id
    join applicant_business b on b.organization_id = a.organization_id
        and b.id = a.business_id
    cross join json_populate_record(null::applicant_business, business) n
    where r.organization_id = applicant_rival.organization_id
        and r.email_key = any(email_keys) and r.is_live
        and invitation_status(i, clock_timestamp()) = 'pending'
        and row(b.name, b.mobile, b.address_line_1, b.address_line_2,
                b.address_city, b.address_state, b.address_postal_code,
                b.address_country)
            is not distinct from row(n.name, n.mobile, n.address_line_1,
                n.address_line_2, n.address_city, n.address_state,
                n.address_postal_code, n.address_country)
    order by r.id limit 1;
    return v_found_id;
end
$$;
