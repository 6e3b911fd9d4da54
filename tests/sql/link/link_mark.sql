-- SPDX-License-Identifier: MIT
select plan(2);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
select is(link_mark('url', l), chr(1) || format('url 1 %s %s %s', :'acme',
    l.id, encode(l.salt, 'hex')), 'a mark from which a link is made again')
from given.link(:'id') l;
select is(link_mark('url', null), null, 'no link has no mark');

select * from finish();
