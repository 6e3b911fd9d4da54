-- SPDX-License-Identifier: MIT
select plan(23);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root') as caller, given.links(1) as links \gset
select id as theirs from given.public_link(:'bolt') \gset
select given.guards(format('public_invite_settings_regenerate(%L, $1, '
    'given.links(1))', :'acme'));
select is((public_invite_settings_regenerate(:'water', :'caller',
    given.links(1))).code, 'not_found', 'what is no business has none');

select id as old from given.public_link(:'acme', true) \gset
select body, id, revision from public_invite_settings_regenerate(:'acme',
    :'caller', :'links') \gset
select is(s.link_id::text, :'links'::json->0->>'id',
        'there is another link, the one minted'),
    is(:'body'::json->>'invitationUrl', link_mark('public', l),
        'its URL is answered, a mark'),
    is(:'body'::json->>'enabled', 'true', 'it is as open as the old one'),
    is(:'body'::json->>'requiresApproval', 'true',
        'and asks for approval as that did'),
    is(:revision, 2, 'the revision counts'),
    is(l.purpose, 'public', 'it is public')
from public_invite_settings s join link l on l.id = s.link_id
where s.organization_id = :'acme';
select cmp_ok(replaced_at, '>=', now(), 'the old one was replaced'),
    is(link_refusal(l, null), 'link_replaced', 'and is dead for good')
from link l where id = :'old';
select is((e).type, 'link.rotated', 'an event says so'),
    is((e).organization_id, :'acme', 'to the business'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).invitation_id, null, 'of no invitation')
from given.last_event() e;
select is(link_refusal(l, null), null, 'another business''s link stays')
from link l where id = :'theirs';

-- Closed, or never opened.
update public_invite_settings set is_enabled = false
where organization_id = :'acme';
select is((public_invite_settings_regenerate(:'acme', :'caller',
    given.links(1))).body->>'invitationUrl', null,
    'while it is closed no URL is shown');
select isnt(link_id::text, :'links'::json->0->>'id',
    'but there is another link') from public_invite_settings
where organization_id = :'acme';
select is((public_invite_settings_regenerate(:'root', :'caller',
    given.links(1))).body::jsonb, '{"enabled": false,
        "requiresApproval": false, "invitationUrl": null, "revision": 1}',
    'who never opened one may have one ready');
select isnt(link_id, null, 'which opens when they do')
from public_invite_settings where organization_id = :'root';

select * from finish();
