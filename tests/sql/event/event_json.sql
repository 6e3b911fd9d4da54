-- SPDX-License-Identifier: MIT
select plan(2);

select given.organization('Acme') as acme, gen_random_uuid() as request,
    gen_random_uuid() as invitation \gset
select event_write(:'acme', 'invitation.sent', 'system', :'request',
    :'invitation', '{"n" : 1}');
select is(event_json(e)::text, json_build_object('id', e.id,
        'type', 'invitation.sent', 'organizationId', e.organization_id,
        'invitationId', e.invitation_id, 'at', wire_time(e.at),
        'actor', 'system', 'requestId', e.request_id,
        'data', '{"n" : 1}'::json)::text,
    'an event shows all its members in order')
from given.last_event() e;
select event_write(:'acme', 'invitation.sent', 'system', null);
select is(event_json(e)::jsonb - array['id', 'at', 'organizationId'],
    '{"type": "invitation.sent", "invitationId": null, "actor": "system",
        "requestId": null, "data": {}}', 'null where there is no value')
from given.last_event() e;

select * from finish();
