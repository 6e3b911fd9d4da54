-- SPDX-License-Identifier: MIT
select plan(16);

select given.organization('Root') as root,
    given.organization('Other') as other \gset
create function pg_temp.sent(organization_id uuid, variadic ages integer[])
returns void
language sql as $$
    -- Mails were counted so many seconds ago.
    insert into address_limit
    values (sent.organization_id, 'a@example.com', array(
        select clock_timestamp() - age * interval '1 s' from unnest(ages) age
        order by age desc))
    on conflict on constraint address_limit_pk
        do update set sent_at = excluded.sent_at
$$;
select is(address_wait(:'root', 'a@example.com', 2), 0,
    'an address never mailed may be');
select is(sent_at, '{}', 'asking counts nothing'),
    is(organization_id, :'root', 'the row is the topmost organization''s')
from address_limit;

select pg_temp.sent(:'root', 10);
select is(address_wait(:'root', 'a@example.com', 2), 0,
    'one of two leaves one');
select pg_temp.sent(:'root', 3000, 10);
select is(address_wait(:'root', 'a@example.com', 2), 600,
    'after two, the next may go when the first is an hour old');
select is(address_wait(:'root', 'a@example.com', 3), 0,
    'where three are allowed it may go at once');
select is(address_wait(:'other', 'a@example.com', 2), 0,
    'from another topmost organization too');
select is(address_wait(:'root', 'b@example.com', 2), 0,
    'and to another address');

select pg_temp.sent(:'root', 3000, 2000, 1000, 10);
select is(address_wait(:'root', 'a@example.com', 2), 2600,
    'where the limit was lowered, when few enough are left');
select pg_temp.sent(:'root', 3599, 10);
select is(address_wait(:'root', 'a@example.com', 2), 1,
    'a rest of a second is waited for whole');
select pg_temp.sent(:'root', 3600, 10);
select is(address_wait(:'root', 'a@example.com', 2), 0,
    'what is an hour old counts no more');
select is(cardinality(sent_at), 1, 'and is forgotten')
from address_limit where organization_id = :'root'
    and email_key = 'a@example.com';
select pg_temp.sent(:'root', 5000, 4000, 3700);
select is(address_wait(:'root', 'a@example.com', 1), 0,
    'so is all that is older');
select is(sent_at, '{}', 'to the last')
from address_limit where organization_id = :'root'
    and email_key = 'a@example.com';
select pg_temp.sent(:'root', 30, 20, 10);
select is(address_wait(:'root', 'a@example.com', 3), 3570,
    'at the limit the oldest is waited for');
select is(array_length(sent_at, 1), 3, 'and the younger stay')
from address_limit where organization_id = :'root'
    and email_key = 'a@example.com';

select * from finish();
