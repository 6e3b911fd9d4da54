-- SPDX-License-Identifier: MIT
create or replace function member_exists(
    organization_id uuid, email_key text
) returns boolean
language plpgsql stable as $$
-- Whether an address is that of a member of a business.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return exists (
        select from member m
        where m.organization_id = member_exists.organization_id
            and m.email_key = member_exists.email_key
            and m.removed_at is null
    );
end
$$;
