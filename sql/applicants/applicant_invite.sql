-- SPDX-License-Identifier: MIT
create or replace function applicant_invite(
    i invitation, business_id uuid, number bigint, person applicant,
    links json
) returns json
language plpgsql volatile as $$
-- Invite one applicant, and store who it is if the row has no id yet.
-- number: which of the invitation's applicants, from 1; links: minted, two
-- for each, the first for the caller, the second for the mail.
-- Returns {applicant_id, email, invitation_url}. Raises nothing. Writes
-- applicant, recipient, invitation_applicant, link, outbox.
#variable_conflict use_column
declare
    v_first integer := 2 * (number - 1);
    v_recipient recipient;
    v_returned link;
begin
    if person.id is null then
        person.id := uuid_v7();
        insert into applicant (organization_id, id, first_name, last_name,
            email, email_key, mobile)
        values (i.organization_id, person.id, person.first_name,
            person.last_name, person.email, person.email_key, person.mobile);
    end if;
    insert into recipient (organization_id, id, invitation_id, email,
        email_key, target)
    values (i.organization_id, uuid_v7(), i.id, person.email,
        person.email_key, applicant_target(business_id, person.email_key))
    returning * into v_recipient;
    insert into invitation_applicant (organization_id, recipient_id,
        invitation_id, applicant_id)
    values (i.organization_id, v_recipient.id, i.id, person.id);
    v_returned := link_add(i.organization_id, links->v_first, 'returned',
        i.id, v_recipient.id);
    perform mail_invite(i, v_recipient, (link_add(i.organization_id,
        links->(v_first + 1), 'mailed', i.id, v_recipient.id)).id);
    return json_build_object('applicant_id', person.id,
        'email', person.email,
        'invitation_url', link_mark('url', v_returned));
end
$$;
