-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme') as acme \gset
select event_write(:'acme', 'key.created', 'cli', null)
from generate_series(1, 4);
select given.settled();
select array_agg(id order by id)::text as ids,
    array_agg(transaction_id order by id)::text as before from event \gset
select event_settle();
select is(array_agg(transaction_id order by id)::text, :'before',
    'events of this server stay as they are') from event;

-- Restored: the server has given none of these ids. Two are of one
-- transaction, and the first committed last.
update event e set transaction_id
    = (pg_current_xact_id()::text::bigint + f.shift)::text::xid8
from unnest(:'ids'::uuid[], '{90000,70000,70000,80000}'::bigint[])
    f (id, shift)
where e.id = f.id;
select event_settle();
select is(array_agg(array_position(:'ids'::uuid[], id)
        order by transaction_id, id), '{2,3,4,1}',
        'those of another keep their order'),
    is(count(distinct transaction_id), 3::bigint,
        'and what was of one transaction is'),
    ok(max(transaction_id) < pg_current_xact_id(),
        'before all that is written from now on')
from event;

-- More transactions than this server has had.
insert into event (organization_id, id, transaction_id, type, at, actor, data)
select :'acme', uuid_v7(), (pg_current_xact_id()::text::bigint + n)::text::xid8,
    'key.created', clock_timestamp(), 'cli', '{}'
from generate_series(1, pg_current_xact_id()::text::bigint) n;
select event_settle();
select is(array_agg(id order by transaction_id, id)::text,
    array_agg(id order by id)::text, 'however many they are')
from event where id <> all(:'ids'::uuid[]);

select * from finish();
