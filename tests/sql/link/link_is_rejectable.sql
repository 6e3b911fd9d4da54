-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset
select id as public from given.public_link(:'acme') \gset
select is(link_is_rejectable(given.link(:'id')), true,
        'a mailed link is one''s own'),
    is(link_is_rejectable(given.link(:'id', 'returned')), false,
        'a returned one is not');
select is(link_is_rejectable(l), false, 'nor is a public one')
from link l where id = :'public';

select * from finish();
