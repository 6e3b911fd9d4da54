-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id from given.invitation(:'acme') \gset
select id as link, given.hash(l) as hash from given.link(:'id') l \gset
select id as other, given.hash(l) as other_hash
from given.link(:'id', 'returned') l \gset
select is((link_find(:'acme', :'link', :'hash')).id, :'link',
    'a token opens its link');
select is((link_find(:'acme', :'other', :'hash')).id, null,
    'it is not found under another''s id');
select is((link_find(:'acme', :'link', :'other_hash')).id, null,
    'an id alone opens nothing');
select is((link_find(:'bolt', :'link', :'hash')).id, null,
    'nor does a token under another organization');
select is((link_find(:'acme', :'link', null)).id, null, 'nor no token');
select is((link_find(null, null, null)).id, null, 'nor nothing at all');
update link set replaced_at = now() where id = :'link';
select is((link_find(:'acme', :'link', :'hash')).id, :'link',
    'a link that was replaced is found, to say so');

select * from finish();
