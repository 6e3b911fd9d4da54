-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Root') as root,
    given.organization('Other') as other \gset
select address_wait(:'root', 'a@example.com', 1),
    address_wait(:'root', 'b@example.com', 1),
    address_wait(:'other', 'a@example.com', 1) \gset w_
select address_take(:'root', 'a@example.com');
select is(cardinality(sent_at), 1, 'a mail counts'),
    cmp_ok(sent_at[1], '>=', now(), 'from now')
from address_limit where organization_id = :'root'
    and email_key = 'a@example.com';
select is((select count(*)::int from address_limit where sent_at = '{}'), 2,
    'for this address in this organization');
select address_take(:'root', 'a@example.com');
select is(cardinality(sent_at), 2, 'each counts'),
    cmp_ok(sent_at[2], '>=', sent_at[1], 'behind the one before')
from address_limit where organization_id = :'root'
    and email_key = 'a@example.com';

select * from finish();
