-- SPDX-License-Identifier: MIT
create or replace function recipient_is_suppressed(r recipient)
returns boolean
language plpgsql stable as $$
-- Whether a recipient's address wants no more mail from its organization.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return exists (
        select from suppression s
        where s.organization_id = r.organization_id
            and s.email_key = r.email_key);
end
$$;
