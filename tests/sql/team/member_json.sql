-- SPDX-License-Identifier: MIT
select plan(2);

select given.organization('Acme') as acme \gset
select id from given.member(:'acme', 'Jane@Example.com', 'Admin') \gset
update member set created_at = '2024-01-01 00:00+00';
select is(member_json(m)::text, json_build_object('id', m.id,
        'email', 'Jane@Example.com', 'firstName', 'Jane', 'lastName', 'Doe',
        'role', 'Admin', 'createdAt', '2024-01-01T00:00:00.000Z')::text,
    'a member shows all members in order, and no password')
from member m;
update member set first_name = null, last_name = null;
select is(member_json(m)->>'lastName', null, 'a name need not be known')
from member m;

select * from finish();
