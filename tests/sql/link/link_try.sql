-- SPDX-License-Identifier: MIT
select plan(32);

select given.organization('Acme') as acme \gset
select id as invitation from given.invitation(:'acme') \gset
select id from given.link(:'invitation', 'returned') \gset
create function pg_temp.try(
    id uuid, email_key text default 'a@example.com', times integer default 1
) returns integer
language plpgsql as $$
declare
    v_row link;
    v_wait integer;
begin
    select l.* into v_row from link l where l.id = try.id;
    for n in 1..times loop
        v_wait := link_try(v_row, email_key);
    end loop;
    return v_wait;
end
$$;
create function pg_temp.tries(email_key text default 'a@example.com')
returns text
language sql as $$
    select format('%s of the code, %s of the address, %s of the link',
        p.code_tries, p.try_count, l.try_count)
    from verification p join link l on l.id = p.link_id
    where p.email_key = tries.email_key
$$;
create function pg_temp.code_sent(ago interval) returns void
language sql as $$
    -- A code was sent to all: its tries begin again.
    insert into verification (organization_id, link_id, email_key)
    select l.organization_id, l.id, name || '@example.com'
    from link l, unnest('{a,b,c,d}'::text[]) name
    where l.purpose = 'returned'
    on conflict do nothing;
    update verification
    set code_tries = 0, sent_at = array[clock_timestamp() - ago],
        code_check = 'right',
        code_expires_at = clock_timestamp() + interval '10 minutes'
$$;

select pg_temp.code_sent('61 s');
select is(pg_temp.try(:'id'), null, 'a first try may be made');
select is(pg_temp.tries(), '1 of the code, 1 of the address, 1 of the link',
    'and counts three times');
select is(pg_temp.try(:'id', times => 4), null, 'so may a fifth');
select is(pg_temp.try(:'id'), 1, 'a sixth at one code may not');
select is(pg_temp.tries(), '5 of the code, 5 of the address, 5 of the link',
    'and does not count');
select is(pg_temp.try(:'id', 'b@example.com'), null,
    'another address has tries of its own');
select is(pg_temp.tries('b@example.com'),
    '1 of the code, 1 of the address, 6 of the link', 'at the same link');

select pg_temp.code_sent('20 s');
select is(pg_temp.try(:'id', times => 5), null, 'a new code may be tried');
select is(pg_temp.try(:'id'), 40,
    'worn out, it is cured by the next, a minute after it');
select pg_temp.code_sent('2 minutes');
update verification set code_tries = 5;
select is(pg_temp.try(:'id'), 1, 'which may be sent by now');

-- 25 a day for an address.
select pg_temp.code_sent('10 minutes');
update verification
set try_count = 24, tries_since = clock_timestamp() - interval '1 hour'
where email_key = 'a@example.com';
select is(pg_temp.try(:'id'), null, 'a 25th try may be made');
select is(pg_temp.try(:'id'), 82800,
    'a 26th waits until the first is a day old');
select is(pg_temp.try(:'id', 'b@example.com'), null,
    'another address need not');
update verification set tries_since = clock_timestamp() - interval '1 day'
where email_key = 'a@example.com';
select is(pg_temp.try(:'id'), null, 'then a new day begins');
select is(p.try_count, 1, 'with one try'),
    cmp_ok(p.tries_since, '>=', now(), 'from now')
from verification p where email_key = 'a@example.com';
update verification
set code_tries = 5, try_count = 25,
    tries_since = clock_timestamp() - interval '2 days',
    sent_at = array[clock_timestamp() - interval '30 s']
where email_key = 'a@example.com';
select is(pg_temp.try(:'id'), 30,
    'a code worn out on a day long past waits for the next code only');

-- 200 a day for the link.
select pg_temp.code_sent('10 minutes');
update link
set try_count = 199, tries_since = clock_timestamp() - interval '2 hours'
where id = :'id';
select is(pg_temp.try(:'id', 'c@example.com'), null,
    'a 200th try at a link may be made');
select given.state() as before \gset
select is(pg_temp.try(:'id', 'd@example.com'), 79200,
        'a 201st waits until the first is a day old'),
    is(pg_temp.try(:'id', 'never@example.com'), 79200,
        'whether or not there is a code to be guessed'),
    is(pg_temp.tries('d@example.com'),
        '0 of the code, 0 of the address, 200 of the link',
        'and counts for nothing');
update link set tries_since = clock_timestamp() - interval '1 day'
where id = :'id';
select is(pg_temp.try(:'id', 'd@example.com'), null,
    'then a new day begins');
select is(try_count, 1, 'with one try'),
    cmp_ok(tries_since, '>=', now(), 'from now')
from link where id = :'id';

select is(l.try_count, 0, 'other links have tries of their own')
from given.link(:'invitation') l;

-- Where there is nothing to be guessed the link is not closed.
select is(pg_temp.try(:'id', 'none@example.com', 5), null,
    'who was sent no code may try as often');
select is(pg_temp.tries('none@example.com'),
    '5 of the code, 5 of the address, 1 of the link', 'but not for the link');
select is(pg_temp.try(:'id', 'none@example.com'), 1, 'and no more often');
select pg_temp.code_sent('10 minutes');
update verification set code_check = null where email_key = 'a@example.com';
update verification set code_expires_at = clock_timestamp()
where email_key = 'b@example.com';
select is(pg_temp.try(:'id'), null, 'one who is not on the list may'),
    is(pg_temp.try(:'id', 'b@example.com'), null,
        'and one whose code has expired');
select is(try_count, 1, 'without a try of the link')
from link where id = :'id';

update verification set sent_at = '{}', code_tries = 5, try_count = 5;
select is(pg_temp.try(:'id', 'b@example.com'), 1,
    'where no code was ever sent, one may be at once');

select * from finish();
