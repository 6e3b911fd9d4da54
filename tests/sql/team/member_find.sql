-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id from given.member(:'acme') \gset
select is((member_find(:'acme', :'id')).email, 'jane@example.com',
    'a member is read');
select is((member_find(:'bolt', :'id')).id, null, 'by its own business');
select is((member_find(:'acme', gen_random_uuid())).id, null,
    'none is nothing');
update member set removed_at = now(), password_hash = null;
select is((member_find(:'acme', :'id')).removed_at, now(),
    'one that was removed is read too');

select * from finish();
