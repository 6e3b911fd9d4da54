-- SPDX-License-Identifier: MIT
create or replace function link_is_mine(l link, email_key text)
returns boolean
language plpgsql stable as $$
-- Whether the holder of a link has accepted what it opens: the address
-- proved, the business it is vouched for, or whose link alone it is.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return exists (select from acceptance a
        where a.organization_id = l.organization_id
            and a.source_id = coalesce(l.invitation_id, l.id)
            and (l.purpose = 'only'
                or a.subject in (link_is_mine.email_key,
                    'recipient:' || l.recipient_id)
                or a.accepted_organization_id = business_by_address(
                    l.organization_id, link_is_mine.email_key)));
end
$$;
