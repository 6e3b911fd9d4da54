-- SPDX-License-Identifier: MIT
create or replace function connection_exists(o organization, email_key text)
returns boolean
language plpgsql stable as $$
-- Whether a business has an open connection with one whose vouched
-- address this is, under the same topmost organization.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return exists (
        select from connection c
        join organization other on other.id = c.connected_organization_id
        where c.organization_id = o.id and c.status in ('pending', 'active')
            and other.email_key = connection_exists.email_key
            and other.is_email_vouched
            and topmost_of(other) = topmost_of(o));
end
$$;
