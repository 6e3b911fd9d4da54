-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
select is(link_status(l), 'pending', 'that of the invitation')
from given.link(:'id') l;
select given.expired(:'id');
select is(link_status(l), 'expired', 'to the moment')
from given.link(:'id') l;
select is(link_status(l), null, 'a public link has none')
from given.public_link(:'acme') l;
select is(link_status(null), null, 'nor has no link');

select * from finish();
