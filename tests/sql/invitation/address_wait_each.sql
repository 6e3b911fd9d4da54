-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Root') as root \gset
select is(address_wait_each(:'root',
        '{b@example.com,a@example.com,b@example.com}', 1), 0,
    'none was mailed yet');
select is((select string_agg(email_key, ' ' order by email_key)
        from address_limit where organization_id = :'root'),
    'a@example.com b@example.com', 'every address is locked');
select address_take(:'root', 'b@example.com');
select is(address_wait_each(:'root', '{a@example.com,b@example.com}', 1),
    3600, 'one that must wait makes all wait');
select is(address_wait_each(:'root', '{a@example.com}', 1), 0,
    'one that is not named does not');
update address_limit
set sent_at = array[clock_timestamp() - interval '30 minutes']
where email_key = 'a@example.com';
select is(address_wait_each(:'root', '{a@example.com,b@example.com}', 1),
    3600, 'the longest wait is the one');
select is(address_wait_each(:'root', null, 1), 0,
    'where there are no addresses nobody waits');

select * from finish();
