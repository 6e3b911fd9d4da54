-- SPDX-License-Identifier: MIT
create or replace function notice_places(organization_id uuid, at timestamptz)
returns integer[]
language sql stable as $$
    -- The places that notices about an organization's public link have taken
    -- in the hour before `at`. Raises nothing, writes nothing.
    select array(select (m.data->>'place')::integer from outbox m
        where m.organization_id = notice_places.organization_id
            and m.invitation_id is null
            and m.data->>'place' is not null
            and m.created_at > notice_places.at - interval '1 hour')
$$;
