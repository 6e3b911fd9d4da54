-- SPDX-License-Identifier: MIT
create or replace function sms_address(phone text, sms_gateway text)
returns text
language sql immutable as $$
    -- Where a mail becomes a text message to a telephone: the gateway's
    -- pattern with the digits in the place of %s.
    -- Returns null where there is no gateway, or where the telephone is not
    -- `+` and 6 to 15 digits but for blanks, dots, dashes and brackets.
    -- Raises nothing, writes nothing.
    select replace(sms_address.sms_gateway, '%s', substr(f.number, 2))
    from (select translate(sms_address.phone, ' .-()[]', '')) f (number)
    where f.number ~ '^\+[0-9]{6,15}$'
$$;
