-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_create(
    organization_id uuid, caller json, links json, address_per_hour integer,
    business json, existing_business_id uuid, existing_business json,
    case_id uuid, applicants json, existing_applicant_ids uuid[],
    esign_template_id uuid, esign_templates uuid[],
    custom_field_template_id uuid, custom_fields json, inviter_name text,
    message text, locale text, redirect_url text
) returns reply
language plpgsql volatile as $$
-- Invite applicants to a business, new or known.
-- links: minted, two for each applicant, new ones first.
-- Returns {status, message, data}; refuses not_found, invalid_fields,
-- invitation_already_pending (existingId), too_many.
-- Raises nothing. Writes invitation, applicant_invitation, recipient,
-- invitation_applicant, applicant, applicant_business, link, outbox,
-- address_limit, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_customer organization;
    v_errors json[];
    v_business_id uuid := coalesce(existing_business_id,
        (existing_business->>'id')::uuid);
    v_keys text[];
    v_wait integer;
    v_rival_id uuid;
    v_made invitation;
    v_invited json;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select o.* into v_customer from organization o
    where o.id = applicant_invitation_create.organization_id;
    v_errors := applicant_business_errors(organization_id, business,
            existing_business_id, existing_business, case_id)
        || applicant_people_errors(organization_id, applicants,
            existing_applicant_ids)
        || applicant_template_errors(organization_id, esign_template_id,
            esign_templates, custom_field_template_id, custom_fields);
    if not redirect_is_allowed(v_customer, redirect_url) then
        v_errors := v_errors || field_error('#/redirect_url', 'not_allowed',
            'is not one of the organization''s redirectUrls');
    end if;
    if cardinality(v_errors) > 0 then
        return reply_invalid_all(v_errors);
    end if;
    select array_agg(p.email_key) into v_keys
    from applicant_people(organization_id, applicants,
        existing_applicant_ids) p;
    v_wait := address_wait_each(topmost_of(v_customer), v_keys,
        address_per_hour);
    v_rival_id := applicant_rival(organization_id, v_business_id, business,
        v_keys);
    if v_rival_id is not null then
        return reply_problem('invitation_already_pending',
            json_build_object('existingId', v_rival_id));
    elsif v_wait > 0 then
        return address_refusal(topmost_of(v_customer), v_keys,
            address_per_hour, v_wait);
    end if;
    perform address_take(topmost_of(v_customer), k) from unnest(v_keys) k;
    perform applicant_business_extend(organization_id, existing_business);
    v_business_id := coalesce(v_business_id,
        (applicant_business_make(organization_id, business)).id);
    v_made := applicant_invitation_open(organization_id, v_business_id,
        case_id, esign_template_id || esign_templates,
        custom_field_template_id, custom_fields, cardinality(v_keys),
        inviter_name, message, locale, redirect_url, v);
    select json_agg(applicant_invite(v_made, v_business_id, p.number,
        row(v_customer.id, p.id, p.first_name, p.last_name, p.email,
            p.email_key, p.mobile, null)::applicant, links) order by p.number)
    into v_invited
    from applicant_people(organization_id, applicants,
        existing_applicant_ids) p;
    return jsend_ok('Business invited successfully', json_build_object(
        'business_id', v_business_id,
        'applicant_email', v_invited->0->'email',
        'invitation_id', v_made.id,
        'invitation_url', v_invited->0->'invitation_url',
        'customer_id', v_customer.id,
        'applicants', v_invited), v_made.id, v_made.revision);
end
$$;
