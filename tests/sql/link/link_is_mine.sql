-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'bolt@example.com') as bolt \gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset
create function pg_temp.is_mine(l link, email_key text) returns boolean
language sql as $$
    select link_is_mine(l, email_key)
$$;
select is(pg_temp.is_mine(given.link(:'id'), 'bolt@example.com'), false,
    'what nobody has accepted is nobody''s');
select given.connection(:'acme', :'bolt', given.link(:'id')) as connection
\gset
select is(pg_temp.is_mine(given.link(:'id'), 'bolt@example.com'), true,
        'the address that accepted'),
    is(pg_temp.is_mine(given.link(:'id'), 'cord@example.com'), false,
        'not another'),
    is(pg_temp.is_mine(given.link(:'id', 'returned'), null), false,
        'and not who proves nothing');
delete from acceptance where subject = 'bolt@example.com';
select is(pg_temp.is_mine(given.link(:'id'), 'bolt@example.com'), true,
    'the business it is vouched for');

select * from finish();
