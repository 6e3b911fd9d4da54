-- SPDX-License-Identifier: MIT
select plan(11);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id from given.contributors(:'water') \gset
select given.guards(format('contributor_invitation_get($1, %L)', :'id'));
select (contributor_door_accept(given.filled(given.link(:'id', 'returned'))))
    .code;
select is(r.body::text, json_merge(contributor_invitation_json(i,
        given.authority(:'caller')), json_build_object('events',
        invitation_events(i)))::text, 'a company sees it and its events'),
    is((select string_agg(e->>'type', ' ')
        from json_array_elements(r.body->'events') e),
        'invitation.created invitation.accepted connection.created',
        'oldest first'),
    is(r.id, i.id, 'with its id'),
    is(r.revision, i.revision, 'and its revision')
from invitation i, contributor_invitation_get(:'caller', :'id') r
where i.id = :'id';
select is((contributor_invitation_get(:'caller', gen_random_uuid())).code,
    'not_found', 'an unknown id is refused');
select is((contributor_invitation_get(:'caller',
    (given.invitation(:'acme')).id)).code, 'not_found',
    'so is that of another family');

select * from finish();
