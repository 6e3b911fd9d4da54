-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'Bolt@example.com') \gset
select id as other from given.invitation(:'acme', 'other@example.com') \gset
select is(link_lists(l, 'bolt@example.com'), true,
        'the address invited is on the list'),
    is(link_lists(l, 'other@example.com'), false, 'another is not'),
    is(link_lists(l, 'Bolt@example.com'), false,
        'what is asked for is the folded form')
from given.link(:'id', 'returned') l;
select is(link_lists(l, 'bolt@example.com'), true,
    'a mailed link has the same list')
from given.link(:'id') l;
select id as public from given.public_link(:'acme') \gset
select is(link_lists(l, 'anybody@example.com'), true,
    'a public link lists everybody')
from link l where id = :'public';

select * from finish();
