-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_word(status text)
returns text
language sql immutable as $$
    -- A core status in this family's words. Raises nothing, writes nothing.
    select case merchant_invitation_word.status
        when 'accepted' then 'Completed'
        when 'rejected' then 'Declined'
        else initcap(merchant_invitation_word.status) end
$$;
