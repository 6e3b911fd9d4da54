-- SPDX-License-Identifier: MIT
select plan(35);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root') as caller, given.links(1) as links \gset
create function pg_temp.change(
    organization_id uuid, caller json, given text[] default '{}',
    enabled boolean default null, requires_approval boolean default null,
    if_revisions integer[] default null, links json default given.links(1)
) returns reply
language sql as $$
    select public_invite_settings_update(organization_id, caller, links,
        given, if_revisions, enabled, requires_approval)
$$;
select given.guards(format('pg_temp.change(%L, $1)', :'acme'));
select is((pg_temp.change(:'water', :'caller')).code, 'not_found',
    'what is no business has none');
select is((pg_temp.change(:'acme', :'caller', '{enabled}', true,
    if_revisions => '{1}')).code, 'revision_mismatch',
    'another revision is refused');
select is((pg_temp.change(:'acme', :'caller', '{enabled}', true,
    if_revisions => '{}')).code, 'revision_mismatch',
    'a list of none is never right');
select is((select count(*)::int from link), 0, 'and no link is made');

-- Approval can be asked for before there is a link.
select (pg_temp.change(:'acme', :'caller', '{requiresApproval}', null, true,
    '{0}')).body \gset
select is(:'body'::jsonb, '{"enabled": false, "requiresApproval": true,
        "invitationUrl": null, "revision": 1}', 'closed, it may be set'),
    is((select count(*)::int from link), 0, 'without a link');
select is((e).type, 'settings.updated', 'an event says so'),
    is((e).organization_id, :'acme', 'to the business'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).data::jsonb, '{"members": ["requiresApproval"]}',
        'with what was given')
from given.last_event() e;

-- Opening.
select body, id, revision from pg_temp.change(:'acme', :'caller',
    '{enabled}', true, if_revisions => '{7,1}', links => :'links') \gset
select is(:'body'::json->>'enabled', 'true', 'it is opened'),
    is(:'body'::json->>'invitationUrl', link_mark('public', l),
        'with its URL, a mark'),
    is(:'body'::json->>'requiresApproval', 'true', 'what was not given stays'),
    is(:'id', l.organization_id::text, 'the reply has the business''s id'),
    is(:revision, 2, 'and the new revision'),
    is(l.id::text, :'links'::json->0->>'id', 'the link is the one minted'),
    is(l.purpose, 'public', 'a public one'),
    is(l.organization_id, :'acme', 'of the business'),
    is(row(l.invitation_id, l.recipient_id)::text, '(,)',
        'of no invitation and nobody')
from link l;

-- Closing and opening again.
select is((pg_temp.change(:'acme', :'caller', '{enabled}', false)).body
    ->>'invitationUrl', null, 'closed, it has no URL');
select is(is_enabled, false, 'it is closed'),
    is(link_id::text, :'links'::json->0->>'id', 'but keeps its link')
from public_invite_settings;
select is((pg_temp.change(:'acme', :'caller', '{enabled}', true)).body
        ->>'invitationUrl', link_mark('public', l),
    'opened again, it is the same')
from link l where l.id = (:'links'::json->0->>'id')::uuid;
select is((select count(*)::int from link), 1, 'and none is made');
select (pg_temp.change(:'acme', :'caller', '{enabled,requiresApproval}'))
    .body \gset
select is(:'body'::json->>'enabled', 'false', 'a null closes it'),
    is(:'body'::json->>'requiresApproval', 'false',
        'and asks for no approval');
select (pg_temp.change(:'acme', :'caller', '{enabled,requiresApproval}',
    true, true)).body \gset
select is(:'body'::json->>'enabled', 'true', 'both may be set'),
    is(:'body'::json->>'requiresApproval', 'true', 'at once');
select is(revision, 6, 'each change counts') from public_invite_settings;
select is((pg_temp.change(:'acme', :'caller')).body->>'enabled', 'true',
    'nothing given changes nothing');

select * from finish();
