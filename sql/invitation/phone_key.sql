-- SPDX-License-Identifier: MIT
create or replace function phone_key(phone text) returns text
language sql immutable as $$
    -- A telephone as it is compared: its digits, or all of it if it has
    -- none. Never an address. Returns null for null.
    -- Raises nothing, writes nothing.
    select 'tel:' || coalesce(
        nullif(regexp_replace(phone_key.phone, '[^0-9]', '', 'g'), ''),
        phone_key.phone)
$$;
