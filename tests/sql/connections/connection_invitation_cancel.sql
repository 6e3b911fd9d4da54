-- SPDX-License-Identifier: MIT
select plan(15);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root') as caller \gset
select id from given.invitation(:'acme') \gset

select given.guards(format('connection_invitation_cancel(%L, $1, %L)',
    :'acme', :'id'));
select given.state() as before \gset
select is((connection_invitation_cancel(:'bolt', :'caller', :'id')).code,
        'not_found', 'another''s invitation is unknown'),
    is((connection_invitation_cancel(:'water', :'caller', :'id')).code,
        'not_found', 'to what is no business all are'),
    is(given.state(), :'before', 'and nothing is written');
select body, id as reply_id, revision
from connection_invitation_cancel(:'acme', :'caller', :'id') \gset
select is(:'body'::json->>'status', 'cancelled', 'an invitation is cancelled'),
    is(:'body'::json::text, connection_invitation_json(i)::text,
        'it is answered as it is now'),
    is(:'reply_id', i.id::text, 'with its id'),
    is(:revision, 2, 'and its new revision')
from invitation i where id = :'id';
select given.state() as before \gset
select is((connection_invitation_cancel(:'acme', :'caller', :'id')).body
        ::text, :'body', 'again, it is the same'),
    is(given.state(), :'before', 'and nothing is written');
update invitation set state = 'rejected' where id = :'id';
select is((connection_invitation_cancel(:'acme', :'caller', :'id')).code,
    'invitation_state', 'what has ended otherwise is refused');

select * from finish();
