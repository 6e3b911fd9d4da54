-- SPDX-License-Identifier: MIT
select plan(20);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root') as caller \gset
select id from given.contributors(:'water', '{a@x.example}', null, true)
\gset
select given.guards(format('contributor_invitation_revoke($1, %L)', :'id'));
select is((contributor_invitation_revoke(:'caller', gen_random_uuid()))
    .code, 'not_found', 'an unknown id is refused');
select is((contributor_invitation_revoke(:'caller',
    (given.invitation(:'acme')).id)).code, 'not_found',
    'so is that of another family');
select (contributor_door_accept(given.filled(given.link(:'id')))).id as made
\gset
select body, r.id as about, revision
from contributor_invitation_revoke(:'caller', :'id') r \gset
select is(:'body'::json::text, contributor_invitation_json(i,
        given.authority(:'caller'))::text, 'it is answered'),
    is(:'body'::json->>'status', 'REVOKED', 'as revoked'),
    is(:'body'::json->'createdConnections'->0->>'id', :'made',
        'with what it made'),
    is(:'about', i.id::text, 'by its id'), is(:revision, i.revision,
        'and its revision'),
    is(i.state, 'revoked', 'it is revoked')
from invitation i where id = :'id';
select is((select count(*)::int from utility_connection where id = :'made'),
        1, 'the connection stays'),
    is((contributor_door_accept(given.filled(given.link(:'id')))).code,
        'invitation_revoked', 'its mailed link is dead'),
    is((contributor_door_accept(given.filled(given.link(:'id',
        'returned')))).code, 'invitation_revoked', 'and the returned one'),
    is((select string_agg(state, ' ') from outbox
        where invitation_id = :'id'), 'dropped', 'its mail is dropped');
select given.state() as before \gset
select is((contributor_invitation_revoke(:'caller', :'id')).code, null,
        'again is fine'),
    is(given.state(), :'before', 'and changes nothing');
select id from given.contributors(:'water', max_uses => 1) \gset
select (contributor_door_accept(given.filled(given.link(:'id', 'returned'))))
    .code;
select is((contributor_invitation_revoke(:'caller', :'id')).code,
    'invitation_state', 'one that is used up is not revoked');

select * from finish();
