-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', 'acme@example.com') as acme,
    given.organization('Bolt', :'root', 'Bolt@Example.com') as bolt,
    given.organization('Cord', :'root', 'cord@example.com') as cord,
    given.organization('Alien', null, 'alien@example.com') as alien,
    given.organization('Own', :'root', 'own@example.com',
        is_vouched => false) as own \gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset
select id as alien_id from given.invitation(:'acme', 'alien@example.com')
\gset
select id as own_id from given.invitation(:'acme', 'own@example.com') \gset
select is((connection_received_find(:'bolt', :'id')).id, :'id',
    'a business finds what was mailed to its address');
select is((connection_received_find(:'cord', :'id')).id, null,
    'not what was mailed to another''s');
select is((connection_received_find(:'acme', :'id')).id, null,
    'nor what it mailed itself');
select is((connection_received_find(:'bolt', gen_random_uuid())).id, null,
    'nor what is not there');
select is((connection_received_find(:'own', :'own_id')).id, null,
    'nor by an address that nobody vouches for');
select is((connection_received_find(:'alien', :'alien_id')).id, null,
    'nor from under another topmost organization');
select given.expired(:'id');
select is((connection_received_find(:'bolt', :'id')).id, :'id',
    'in whatever state it is');
update organization set email_key = 'bolt@example.com' where id = :'cord';
select is((connection_received_find(:'cord', :'id')).id, :'id',
    'two businesses of one address both find it');
update organization set email_key = 'bolt@example.com' where id = :'acme';
select is((connection_received_find(:'acme', :'id')).id, null,
    'but never who sent it');
update invitation set kind = 'team' where id = :'id';
select is((connection_received_find(:'bolt', :'id')).id, null,
    'nor one of another family');

select * from finish();
