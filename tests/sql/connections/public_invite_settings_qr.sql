-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'invitations:write') as caller \gset
select given.guards(format('public_invite_settings_qr(%L, $1)', :'acme'));
select is((public_invite_settings_qr(:'acme', :'caller')).code, 'not_found',
    'a link that was never opened has no code');
select (given.public_link(:'acme')).id as link \gset
select given.state() as before \gset
select is(body #>> '{}', link_mark('public', l),
        'opened, its URL is given, a text alone'),
    is(given.state(), :'before', 'and looking writes nothing')
from public_invite_settings_qr(:'acme', :'caller'), link l
where l.id = :'link';
update public_invite_settings set is_enabled = false
where organization_id = :'acme';
select is((public_invite_settings_qr(:'acme', :'caller')).code, 'not_found',
        'closed again, it has none'),
    is((public_invite_settings_qr(:'water', :'caller')).code, 'not_found',
        'nor has what is no business');

select * from finish();
