-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_word(status text)
returns text
language sql immutable as $$
    -- A core status in this family's words. Raises nothing, writes nothing.
    select case connection_invitation_word.status
        when 'revoked' then 'cancelled'
        else connection_invitation_word.status end
$$;
