-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Root', email => 'root@example.com') as root \gset
select given.organization('Acme', :'root', 'acme@example.com') as acme
\gset
select given.organization('Bolt', :'acme', 'Bolt@Example.com') as bolt,
    given.organization('Water', :'root', 'water@example.com', 'company')
        as water,
    given.organization('Own', :'root', 'own@example.com',
        is_vouched => false) as own,
    given.organization('Alien', null, 'alien@example.com') as alien \gset

select is(business_by_address(:'acme', 'bolt@example.com'), :'bolt',
    'the business with this address');
select is(business_by_address(:'bolt', 'root@example.com'), :'root',
    'be it the topmost one');
select is(business_by_address(:'root', 'bolt@example.com'), :'bolt',
    'or below it');
select is(business_by_address(:'acme', 'own@example.com'), null,
    'not one that nobody vouches for');
select is(business_by_address(:'acme', 'alien@example.com'), null,
    'nor one under another topmost organization');
select is(business_by_address(:'acme', 'water@example.com'), null,
    'nor an organization of another kind');
select is(business_by_address(:'acme', 'none@example.com'), null,
    'nor one that is not there');
select is(business_by_address(:'acme', null), null,
    'no address finds nothing, though some have none');
select given.organization('Second', :'root', 'bolt@example.com') as second
\gset
select is(business_by_address(:'acme', 'bolt@example.com'), null,
    'nor do two that have it');
update organization set is_email_vouched = false where id = :'second';
select is(business_by_address(:'acme', 'bolt@example.com'), :'bolt',
    'of whom only the vouched count');

select * from finish();
