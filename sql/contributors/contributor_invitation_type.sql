-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_type(i invitation)
returns text
language sql immutable as $$
    -- What an invitation of this family is for: to edit the connection it
    -- names, or to make one. Raises nothing, writes nothing.
    select case when i.connection_id is null then 'CREATE_CONNECTION'
        else 'EDIT_CONNECTION' end
$$;
