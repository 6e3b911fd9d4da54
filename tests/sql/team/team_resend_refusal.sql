-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme') as acme \gset
select id, expires_at from given.team_invitation(:'acme') \gset
select id as other from given.invitation(:'acme', 'jane@example.com') \gset
create function pg_temp.refusal(id uuid, at timestamptz default now())
returns text
language sql as $$
    select team_resend_refusal(i, at) from invitation i
    where i.id = refusal.id
$$;
update license set seat_limit = 1;
select is(pg_temp.refusal(:'id'), null, 'a pending one has its seat');
select is(pg_temp.refusal(:'id', :'expires_at'), null,
    'one that has expired gets it back');
update license set seat_limit = 0;
select is(pg_temp.refusal(:'id', :'expires_at'), 'seat_limit_reached',
    'unless there is none');
update invitation set expires_at = now() where id = :'id';
update license set seat_limit = null;
select given.member(:'acme');
select is(pg_temp.refusal(:'id'), 'already_member',
    'who is a member by another invitation needs none');
select is(pg_temp.refusal(:'other'), null, 'other families have no seats');
select is(pg_temp.refusal(:'other', 'infinity'), null, 'at any time');

select * from finish();
