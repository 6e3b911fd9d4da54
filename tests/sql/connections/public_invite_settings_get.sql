-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select given.guards(format('public_invite_settings_get(%L, $1)', :'acme'));
select given.state() as before \gset
select is((public_invite_settings_get(:'acme', :'caller')).body->>'enabled',
        'false', 'a link that was never opened is closed'),
    is(given.state(), :'before', 'and looking writes nothing');
select given.public_link(:'acme') is null as opened \gset
select is((public_invite_settings_get(:'acme', :'caller')).body::text,
        (public_invite_settings_reply(:'acme', v)).body::text,
        'opened, it is shown'),
    is((public_invite_settings_get(:'water', :'caller')).code, 'not_found',
        'what is no business has none')
from given.authority(:'caller') v;

select * from finish();
