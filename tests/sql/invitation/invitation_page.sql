-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Root') as root \gset
select given.organization('Leaf', :'root') as leaf \gset
select given.organization('Other') as other \gset
select id as one from given.invitation(:'root', 'a@example.com') \gset
select id as two from given.invitation(:'leaf', 'b@example.com') \gset
select id as far from given.invitation(:'other', 'a@example.com') \gset
update invitation set state = 'revoked', revoked_at = now()
where id = :'two';

select given.caller(:'root') as key \gset
create function pg_temp.page(
    caller json, scope uuid[], kind text default null,
    statuses text[] default null, email_key text default null,
    page_after uuid default null, page_limit integer default 10
) returns uuid[]
language sql as $$
    select array(select (unnest(invitation_page(authority_of(caller), scope,
        kind, statuses, email_key, page_after, page_limit))).id)
$$;
select is(pg_temp.page(:'key', null), array[:'two', :'one']::uuid[],
    'of all that is covered, newest first');
select is(pg_temp.page(:'key', array[:'one', :'leaf', :'root']::uuid[]),
    array[:'two', :'one']::uuid[], 'of some, in the order of all');
select is(pg_temp.page(:'key', array[:'leaf']::uuid[]), array[:'two']::uuid[],
    'of one');
select is(pg_temp.page(:'key', '{}'), '{}', 'of none');
select is(pg_temp.page(:'key', null, kind => 'team'), '{}', 'of a kind');
select is(pg_temp.page(:'key', null, statuses => '{revoked,expired}'),
    array[:'two']::uuid[], 'of some statuses');
select is(pg_temp.page(:'key', null, statuses => '{}'), '{}', 'of no status');
select is(pg_temp.page(:'key', null, email_key => 'a@example.com'),
    array[:'one']::uuid[], 'for an address, of what is covered');
select is(pg_temp.page(:'key', null, page_after => :'two'),
    array[:'one']::uuid[], 'behind one');
select is(pg_temp.page(:'key', null, page_limit => 0), array[:'two']::uuid[],
    'one more than a page holds');

select * from finish();
