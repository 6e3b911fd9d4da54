-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_word(status text)
returns text
language sql immutable as $$
    -- A core status in this family's words. Raises nothing, writes nothing.
    select case contributor_invitation_word.status
        when 'pending' then 'ACTIVE'
        when 'accepted' then 'FULFILLED'
        when 'revoked' then 'REVOKED'
        when 'expired' then 'EXPIRED' end
$$;
