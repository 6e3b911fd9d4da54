-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'bolt@example.com') as bolt \gset
select given.caller(:'root', 'invitations:read') as caller,
    given.caller(:'bolt', 'invitations:read') as invited \gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset

select given.guards(format('invitation_get($1, %L)', :'id'));
select body, id as reply_id, revision from invitation_get(:'caller', :'id')
\gset
select is(:'body'::jsonb - 'events', invitation_json(i)::jsonb,
        'an invitation is shown'),
    is(:'body'::json->>'events', invitation_events(i)::text,
        'with what happened to it'),
    is(:'reply_id', i.id::text, 'the reply has its id'),
    is(:revision, i.revision, 'and its revision')
from invitation i where id = :'id';
select is((select count(*)::int from event
        where invitation_id = :'id'), 1, 'reading writes no event');
select is((invitation_get(:'caller', gen_random_uuid())).code, 'not_found',
    'what is not there is unknown');
select is((invitation_get(:'invited', :'id')).code, 'not_found',
    'this is not how who is invited reads it');

select * from finish();
