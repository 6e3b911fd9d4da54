-- SPDX-License-Identifier: MIT
create or replace function applicant_of_link(l link, email_key text)
returns invitation_applicant
language plpgsql stable as $$
-- The applicant who acts at a link: the one whose address was proved there
-- (email_key, null: none), else the one the link was made for.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select w from invitation_applicant w join recipient r
            on r.organization_id = w.organization_id
            and r.id = w.recipient_id
        where w.organization_id = l.organization_id
            and w.invitation_id = l.invitation_id
            and (r.email_key = applicant_of_link.email_key
                or r.id = l.recipient_id)
        order by r.email_key = applicant_of_link.email_key desc nulls last
        limit 1
    );
end
$$;
