-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset
select id as public from given.public_link(:'acme') \gset
select is(link_needs_proof(given.link(:'id', 'returned'), null), true,
        'a connection asks for a proved address'),
    is(link_needs_proof(given.link(:'id', 'returned'), 'bolt@example.com'),
        false, 'unless it is proved');
select is(link_needs_proof(l, null), true, 'at a public link too')
from link l where id = :'public';

select * from finish();
