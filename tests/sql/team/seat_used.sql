-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id as jane from given.member(:'acme', 'jane@example.com') \gset
select given.member(:'acme', 'john@example.com');
select given.member(:'bolt', 'jane@example.com');
select given.team_invitation(:'acme', 'june@example.com');
select is(seat_used(:'acme'), 2, 'each member has a seat');
select is(seat_used(:'bolt'), 1, 'of the business they are in');
update member set removed_at = now(), password_hash = null
where id = :'jane';
select is(seat_used(:'acme'), 1, 'and leaves it');

select * from finish();
