-- SPDX-License-Identifier: MIT
create or replace function event_json(e event) returns json
language sql stable as $$
    -- An event as the API shows it. Raises nothing, writes nothing.
    select json_build_object(
        'id', e.id,
        'type', e.type,
        'organizationId', e.organization_id,
        'invitationId', e.invitation_id,
        'at', wire_time(e.at),
        'actor', e.actor,
        'requestId', e.request_id,
        'data', e.data)
$$;
