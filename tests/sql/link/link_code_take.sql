-- SPDX-License-Identifier: MIT
select plan(25);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Else') as other \gset
select id as link from given.public_link(:'acme') \gset
select id as sibling from given.public_link(:'bolt') \gset
select id as stranger from given.public_link(:'other') \gset
create function pg_temp.take(
    id uuid, email_key text default gen_random_uuid() || '@example.com'
) returns integer
language plpgsql as $$
declare
    v_row link;
begin
    select l.* into v_row from link l where l.id = take.id;
    return link_code_take(v_row, email_key);
end
$$;
create function pg_temp.counts(id uuid) returns text
language sql as $$
    select format('%s this hour, %s this day', l.code_hour_count,
        l.code_day_count)
    from link l where l.id = counts.id
$$;

-- A mailbox.
select given.state('{link,address_limit}') as before \gset
select is(pg_temp.take(:'link', 'jane@example.com'), null,
    'a first code may go');
select is(pg_temp.counts(:'link'), '1 this hour, 1 this day',
        'and counts for the link'),
    is(given.state('{link,address_limit}'), :'before',
        'nothing else is written');
select is(email_key || ' ' || cardinality(sent_at)
        || (organization_id = :'root'),
    'code:jane@example.com 1true', 'and for the mailbox, once for all below '
    'the topmost organization')
from address_limit;
select is(array(select pg_temp.take(:'sibling',
        'jane+' || n || '@example.com') from generate_series(1, 4) n),
    '{NULL,NULL,NULL,NULL}', 'four more may to the same mailbox');
select is(pg_temp.take(:'link', 'jane+6@example.com'), 3600,
    'a sixth waits until the first is an hour old, at whichever link');
select is(pg_temp.counts(:'link'), '1 this hour, 1 this day',
    'and takes nothing of the link');
select is(pg_temp.take(:'link', 'jane@example.net'), null,
    'another mailbox need not wait');
select is(pg_temp.take(:'stranger', 'jane@example.com'), null,
    'nor the same elsewhere');
update address_limit
set sent_at = array(select clock_timestamp() - interval '3590 s'
    from generate_series(1, 5));
select is(pg_temp.take(:'link', 'jane@example.com'), 10,
    'a rest of it is told as it is');
update address_limit
set sent_at = array(select clock_timestamp() - interval '1 hour'
    from generate_series(1, 5));
select is(pg_temp.take(:'link', 'jane@example.com'), null, 'an hour later');
select is(pg_temp.counts(:'link'), '3 this hour, 3 this day',
    'the link has counted those that went');

-- An hour of a link.
update link set code_hour_count = 99, code_day_count = 99,
    code_hour_since = clock_timestamp() - interval '20 minutes',
    code_day_since = clock_timestamp() - interval '20 minutes'
where id = :'link';
select is(pg_temp.take(:'link'), null, 'a hundredth of an hour may go');
select given.state('{address_limit}') as before \gset
select is(pg_temp.take(:'link', 'late@example.com'), 2400,
        'the next waits until the hour is over'),
    is(given.state('{address_limit}'), :'before', 'and is not counted');
select is(cardinality(sent_at), 0, 'for its mailbox neither')
from address_limit where email_key = 'code:late@example.com';
select is(pg_temp.take(:'sibling'), null, 'other links go on');
update link set code_hour_since = clock_timestamp() - interval '3599 s'
where id = :'link';
select is(pg_temp.take(:'link'), 1, 'of whose rest a second is told');
update link set code_hour_since = clock_timestamp() - interval '1 hour'
where id = :'link';
select is(pg_temp.take(:'link'), null, 'then another hour begins');
select is(pg_temp.counts(:'link'), '1 this hour, 101 this day',
    'of the same day');
select cmp_ok(code_hour_since, '>=', now(), 'from now')
from link where id = :'link';

-- A day of a link.
update link set code_day_count = 499,
    code_day_since = clock_timestamp() - interval '10 hours'
where id = :'link';
select is(pg_temp.take(:'link'), null, 'a five hundredth of a day may go');
select is(pg_temp.take(:'link'), 50400, 'the next waits for the next day');
update link set code_day_since = clock_timestamp() - interval '1 day'
where id = :'link';
select is(pg_temp.take(:'link'), null, 'when it may');
select is(pg_temp.counts(:'link'), '3 this hour, 1 this day',
    'the first of that');

select * from finish();
