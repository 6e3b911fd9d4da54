-- SPDX-License-Identifier: MIT
select plan(12);

select given.company() as water \gset
create function pg_temp.use(id uuid) returns boolean
language plpgsql as $$
begin
    return (select contributor_use(i) from invitation i where i.id = use.id);
end
$$;
select id from given.contributors(:'water', '{a@x.example}', 2, true) \gset
select is(pg_temp.use(:'id'), true, 'one of two uses is taken');
select is(row(use_count, state, revision)::text, '(1,pending,2)',
    'and counted')
from invitation where id = :'id';
select is(pg_temp.use(:'id'), true, 'so is the other');
select is(row(use_count, state)::text, '(2,accepted)', 'which is the last'),
    cmp_ok(accepted_at, '>=', now(), 'now')
from invitation where id = :'id';
select is(state, 'dropped', 'no more mail goes out')
from outbox where invitation_id = :'id';
select given.state() as before \gset
select is(pg_temp.use(:'id'), false, 'there is no third'),
    is(given.state(), :'before', 'and nothing is written');

select id from given.contributors(:'water') \gset
select is(bool_and(pg_temp.use(:'id')), true,
    'without a count there is always one')
from generate_series(1, 20);
select is(row(use_count, state)::text, '(20,pending)', 'though they count')
from invitation where id = :'id';
update invitation set state = 'revoked' where id = :'id';
select is(pg_temp.use(:'id'), false, 'not once it was revoked');
select is(use_count, 20, 'and none is counted')
from invitation where id = :'id';

select * from finish();
