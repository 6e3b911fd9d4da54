-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_open(
    organization_id uuid, business_id uuid, case_id uuid,
    esign_template_ids uuid[], custom_field_template_id uuid,
    custom_fields json, max_uses integer, inviter_name text, message text,
    locale text, redirect_url text, v authority
) returns invitation
language plpgsql volatile as $$
-- Write a new invitation and what it is about, without its applicants.
-- esign_template_ids: as the request names them, nulls and repeats included.
-- max_uses: the number of its applicants.
-- Returns the row. Raises nothing. Writes invitation, applicant_invitation,
-- event.
#variable_conflict use_column
declare
    v_made invitation := invitation_open(organization_id, uuid_v7(),
        'applicants', interval '336 hours', max_uses, inviter_name, message,
        locale, redirect_url, v);
begin
    insert into applicant_invitation (organization_id, invitation_id,
        business_id, case_id, esign_template_ids, custom_field_template_id,
        custom_fields)
    values (v_made.organization_id, v_made.id,
        applicant_invitation_open.business_id,
        applicant_invitation_open.case_id,
        array(select e.id
            from unnest(applicant_invitation_open.esign_template_ids)
                with ordinality e (id, number)
            where e.id is not null
            group by e.id order by min(e.number)),
        applicant_invitation_open.custom_field_template_id,
        custom_field_merge((
            select t.fields from custom_field_template t
            where t.organization_id = v_made.organization_id
                and t.id = applicant_invitation_open.custom_field_template_id
        ), null, applicant_invitation_open.custom_fields));
    return v_made;
end
$$;
