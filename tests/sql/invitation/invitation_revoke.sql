-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select given.caller(:'root') as caller \gset
select id from given.invitation(:'acme') \gset

select given.guards(format('invitation_revoke($1, %L)', :'id'));
select is((invitation_revoke(:'caller', gen_random_uuid())).code,
    'not_found', 'what is not there is unknown');
select body, id as reply_id, revision from invitation_revoke(:'caller', :'id')
\gset
select is(:'body'::json::text, invitation_json(i)::text,
        'the invitation is answered as it is now'),
    is(:'body'::json->>'status', 'revoked', 'revoked'),
    is(:'reply_id', i.id::text, 'with its id'),
    is(:revision, 2, 'and its new revision')
from invitation i where id = :'id';
select given.state() as before \gset
select is((invitation_revoke(:'caller', :'id')).body::text, :'body',
        'again, it is the same'),
    is(given.state(), :'before', 'and nothing is written');
update invitation set state = 'accepted' where id = :'id';
select is((invitation_revoke(:'caller', :'id')).code, 'invitation_state',
    'what is refused is said');

select * from finish();
