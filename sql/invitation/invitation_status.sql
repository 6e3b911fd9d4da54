-- SPDX-License-Identifier: MIT
create or replace function invitation_status(i invitation, at timestamptz)
returns text
language sql immutable as $$
    -- What an invitation is at a moment, in the core's words: revoked,
    -- accepted (by now used up), rejected, expired or pending.
    -- Raises nothing, writes nothing.
    select case
        when i.state = 'revoked' then 'revoked'
        when i.state = 'accepted' or i.use_count >= i.max_uses
            then 'accepted'
        when i.state = 'rejected' then 'rejected'
        when i.state = 'expired' or i.expires_at <= invitation_status.at
            then 'expired'
        else 'pending'
    end
$$;
