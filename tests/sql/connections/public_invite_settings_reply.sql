-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Acme') as acme \gset
select given.caller(:'acme') as writer,
    given.caller(:'acme', 'invitations:read', '{invitations:read}')
        as reader \gset
select is(r.body::jsonb, '{"enabled": false, "requiresApproval": false,
        "invitationUrl": null, "revision": 0}',
        'without settings it is closed'),
    is(r.id, :'acme', 'the reply has the business''s id'),
    is(r.revision, 0, 'and revision 0')
from given.authority(:'writer') v,
    public_invite_settings_reply(:'acme', v) r;
select link_mark('public', l) as mark from given.public_link(:'acme', true) l
\gset
select is(r.body::text, json_build_object('enabled', true,
        'requiresApproval', true, 'invitationUrl', :'mark', 'revision', 1)
        ::text, 'open, it shows all its members in order'),
    is(r.revision, 1, 'with its revision')
from given.authority(:'writer') v,
    public_invite_settings_reply(:'acme', v) r;
select is(r.body->>'invitationUrl', null,
        'a key that only reads does not see the URL'),
    is(r.body->>'enabled', 'true', 'but that it is open')
from given.authority(:'reader') v,
    public_invite_settings_reply(:'acme', v) r;
update public_invite_settings set is_enabled = false;
select is(r.body->>'invitationUrl', null, 'closed, it has no URL'),
    is(r.body->>'enabled', 'false', 'and says so'),
    is(r.body->>'requiresApproval', 'true', 'what else is set stays')
from given.authority(:'writer') v,
    public_invite_settings_reply(:'acme', v) r;

select * from finish();
