-- SPDX-License-Identifier: MIT
create or replace function address_take(organization_id uuid, email_key text)
returns void
language plpgsql volatile as $$
-- Count one invitation mail to an address that address_wait has locked.
-- Raises nothing. Writes address_limit.
#variable_conflict use_column
begin
    update address_limit a set sent_at = a.sent_at || clock_timestamp()
    where a.organization_id = address_take.organization_id
        and a.email_key = address_take.email_key;
end
$$;
