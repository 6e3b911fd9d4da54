-- SPDX-License-Identifier: MIT
create or replace function link_lists(l link, email_key text)
returns boolean
language plpgsql stable as $$
-- Whether a code for this address may be mailed at a link: anybody's at
-- a public one, else only those of the invitation's recipients.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return l.purpose = 'public' or exists (
        select from recipient r
        where r.organization_id = l.organization_id
            and r.invitation_id = l.invitation_id
            and r.email_key = link_lists.email_key);
end
$$;
