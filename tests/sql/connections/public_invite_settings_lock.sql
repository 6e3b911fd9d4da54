-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select is(row(s.is_enabled, s.requires_approval, s.link_id, s.revision)
    ::text, '(f,f,,0)', 'who never opened a link has settings of revision 0')
from public_invite_settings_lock(:'acme') s;
select is((select count(*)::int from public_invite_settings), 1,
    'they are written now');
update public_invite_settings set is_enabled = true, revision = 4;
select is(row(s.organization_id, s.is_enabled, s.revision)::text,
    format('(%s,t,4)', :'acme'), 'they are given as they are')
from public_invite_settings_lock(:'acme') s;
select is(count(*)::int, 1, 'once'), is(min(revision), 4, 'and unchanged')
from public_invite_settings;
select is(s.organization_id, :'bolt', 'each business has its own')
from public_invite_settings_lock(:'bolt') s;

select * from finish();
