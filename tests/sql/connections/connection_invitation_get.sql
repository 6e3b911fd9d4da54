-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'bolt@example.com') as bolt,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset
select given.guards(format('connection_invitation_get(%L, $1, %L)', :'acme',
    :'id'));
select is(r.body::jsonb - 'events', connection_invitation_json(i)::jsonb,
        'an invitation is shown, without its URL'),
    is(r.body->>'events', invitation_events(i)::text,
        'with what happened to it'),
    is(r.id, i.id, 'the reply has its id'),
    is(r.revision, i.revision, 'and its revision')
from invitation i, connection_invitation_get(:'acme', :'caller', :'id') r
where i.id = :'id';
select is((connection_invitation_get(:'bolt', :'caller', :'id')).code,
    'not_found', 'this is not how who is invited reads it');
select is((connection_invitation_get(:'water', :'caller', :'id')).code,
    'not_found', 'what is no business has none');
select is((connection_invitation_get(:'acme', :'caller',
    gen_random_uuid())).code, 'not_found', 'what is not there is unknown');
update invitation set kind = 'team' where id = :'id';
select is((connection_invitation_get(:'acme', :'caller', :'id')).code,
    'not_found', 'nor is one of another family here');

select * from finish();
