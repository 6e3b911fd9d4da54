-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme \gset
select given.state('{license}') as before \gset
select license_lock(:'acme');
select is(row(s.*)::text, format('(%s,,,)', :'acme'),
    'a business that nobody set a limit for has a licence without one')
from license s where s.organization_id = :'acme';
update license set seat_limit = 3, billing_status = 'active';
select license_lock(:'acme');
select is(row(s.*)::text, format('(%s,3,,active)', :'acme'),
    'one that is there stays as it is')
from license s;
select is(given.state('{license}'), :'before', 'nothing else is written');

select * from finish();
