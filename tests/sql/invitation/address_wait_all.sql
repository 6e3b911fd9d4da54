-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select id from given.invitation(:'acme', 'b@example.com') \gset
insert into recipient (organization_id, id, invitation_id, email, email_key)
values (:'acme', uuid_v7(), :'id', 'a@example.com', 'a@example.com'),
    (:'acme', uuid_v7(), :'id', null, null);
delete from address_limit;
select is(address_wait_all(:'acme', :'id', 1), 0, 'none was mailed yet');
select is((select string_agg(email_key, ' ' order by email_key)
        from address_limit), 'a@example.com b@example.com',
    'every address of the invitation is locked');
select is((select count(*)::int from address_limit
        where organization_id = :'root'), 2,
    'within the topmost organization');
select address_take(:'root', 'b@example.com');
select is(address_wait_all(:'acme', :'id', 1), 3600,
    'one that must wait makes all wait');
update address_limit
set sent_at = array[clock_timestamp() - interval '30 minutes']
where email_key = 'a@example.com';
select is(address_wait_all(:'acme', :'id', 1), 3600,
    'the longest wait is the one');
update address_limit
set sent_at = array[clock_timestamp() - interval '20 minutes']
where email_key = 'b@example.com';
select is(address_wait_all(:'acme', :'id', 1), 2400,
    'whichever address it is');
select given.state() as before \gset
select is(address_wait_all(:'acme', gen_random_uuid(), 1), 0,
        'an invitation that is not there has no addresses'),
    is(given.state(), :'before', 'and writes nothing');

select given.organization('Shop', :'root', kind => 'merchant') as shop \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 1234') \gset
select address_take(:'root', 'tel:491701234');
select is(address_wait_all(:'shop', :'phoned', 1), 3600,
    'a telephone must wait like an address');
select id as both from given.merchant_invitation(:'shop', 'c@example.com',
    '+49 170 1234') \gset
select address_take(:'root', 'tel:491701234');
select is(address_wait_all(:'shop', :'both', 2), 0,
    'but not where there is an address');

select given.organization('Customer', :'root', kind => 'customer') as customer
\gset
select id as two from given.applicants(:'customer', '{d@x.com,e@x.com}')
\gset
insert into acceptance (organization_id, source_id, subject, accepted_at)
select :'customer', :'two', 'recipient:' || r.id, clock_timestamp()
from recipient r where r.email_key = 'd@x.com';
delete from address_limit;
select address_wait_all(:'customer', :'two', 1) as wait \gset
select is((select string_agg(email_key, ' ' order by email_key)
        from address_limit), 'd@x.com e@x.com',
    'who has accepted is locked like any other');
select address_take(:'root', 'd@x.com');
select is(address_wait_all(:'customer', :'two', 1), 0,
    'but gets no mail to be waited for');

select * from finish();
