-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Acme') as acme, gen_random_uuid() as request,
    gen_random_uuid() as invitation \gset
select event_write(:'acme', 'invitation.sent', 'system', :'request',
    :'invitation', '{"n": 1}');
select is((e).organization_id, :'acme', 'an event is of one organization'),
    is((e).type, 'invitation.sent', 'it has a type'),
    is((e).actor, 'system', 'an actor'),
    is((e).request_id, :'request', 'the request that caused it'),
    is((e).invitation_id, :'invitation', 'the invitation it is about'),
    is((e).data::text, '{"n": 1}', 'and data'),
    is((e).transaction_id, pg_current_xact_id(),
        'it carries the id of the transaction that wrote it')
from given.last_event() e;
select event_write(:'acme', 'key.created', 'cli', null);
select is((given.last_event()).data::text, '{}',
    'data that is not given is an empty object');

select * from finish();
