-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'bolt@example.com') as bolt,
    given.organization('Alien', null, 'alien@example.com') as alien \gset
create function pg_temp.exists(id uuid, address text) returns boolean
language sql as $$
    select connection_exists(o, address) from organization o
    where o.id = exists.id
$$;
select is(pg_temp.exists(:'acme', 'bolt@example.com'), false, 'not yet');
select given.connection(:'acme', :'bolt') as id \gset
select is(pg_temp.exists(:'acme', 'bolt@example.com'), true, 'by then');
select is(pg_temp.exists(:'bolt', 'bolt@example.com'), false,
    'not with itself');
update organization set email_key = 'acme@example.com', is_email_vouched
    = true, email = 'acme@example.com' where id = :'acme';
select is(pg_temp.exists(:'bolt', 'acme@example.com'), true,
    'from the other side too');
update connection set status = 'pending';
select is(pg_temp.exists(:'acme', 'bolt@example.com'), true,
    'one that waits for approval counts');
update connection set status = 'declined';
select is(pg_temp.exists(:'acme', 'bolt@example.com'), false,
    'one that was declined does not');
update connection set status = 'archived';
select is(pg_temp.exists(:'acme', 'bolt@example.com'), false,
    'nor one that was archived');
update connection set status = 'active';
update organization set is_email_vouched = false where id = :'bolt';
select is(pg_temp.exists(:'acme', 'bolt@example.com'), false,
    'an address nobody vouches for says nothing');
select given.connection(:'acme', :'alien') as id \gset
select is(pg_temp.exists(:'acme', 'alien@example.com'), false,
    'nor does one under another topmost organization');

select * from finish();
