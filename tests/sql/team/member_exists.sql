-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select given.team_invitation(:'acme', 'john@example.com');
select id from given.member(:'acme', 'Jane@Example.com') \gset
select is(member_exists(:'acme', 'jane@example.com'), true,
    'a member is known by address');
select is(member_exists(:'acme', 'Jane@Example.com'), false,
    'as it is compared');
select is(member_exists(:'bolt', 'jane@example.com'), false,
    'in the team only');
select is(member_exists(:'acme', 'john@example.com'), false,
    'who is invited is none yet');
update member set removed_at = now(), password_hash = null where id = :'id';
select is(member_exists(:'acme', 'jane@example.com'), false,
    'who was removed is none any more');

select * from finish();
