-- SPDX-License-Identifier: MIT
create or replace function session_scopes(role text) returns text[]
language sql immutable as $$
    -- What a member with a role may do in a session.
    -- Raises nothing, writes nothing.
    select array['invitations:read', 'invitations:write',
            'organizations:read']
        || case when session_scopes.role in ('Owner', 'Admin')
            then array['organizations:write'] else '{}' end
$$;
