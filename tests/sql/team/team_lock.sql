-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme \gset
select id as team from given.team_invitation(:'acme') \gset
select id as other from given.invitation(:'acme') \gset
delete from license;
select team_lock(:'acme', :'other');
select team_lock(:'acme', gen_random_uuid());
select is(count(*)::int, 0, 'other invitations have no seat to lock')
from license;
select team_lock(:'acme', :'team');
select is(count(*)::int, 1, 'one to a team locks the licence') from license;
select is(organization_id, :'acme', 'of its business') from license;

select * from finish();
