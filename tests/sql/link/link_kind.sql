-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
select is(link_kind(l), 'connections', 'that of the invitation')
from given.link(:'id') l;
update invitation set kind = 'team' where id = :'id';
select is(link_kind(l), 'team', 'whichever it is') from given.link(:'id') l;
select is(link_kind(l), 'connections', 'a public link is of connections')
from given.public_link(:'acme') l;

select * from finish();
