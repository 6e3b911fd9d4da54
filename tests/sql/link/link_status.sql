-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
select is(link_status(l), 'pending', 'that of the invitation')
from given.link(:'id') l;
select given.expired(:'id');
select is(link_status(l), 'expired', 'to the moment')
from given.link(:'id') l;
select is(link_status(l), null, 'a public link has none')
from given.public_link(:'acme') l;
select is(link_status(null), null, 'nor has no link');

-- One of several recipients.
select given.organization('Cust', kind => 'customer') as cust \gset
select id from given.applicants(:'cust', '{a@example.com,b@example.com}')
\gset
select applicant_accept(given.link_of(:'id', 'a@example.com'), null, null,
    null, null, true) \gset
select is(link_status(given.link_of(:'id', 'a@example.com')), 'accepted',
        'who has accepted has, though others are awaited'),
    is(link_status(given.link_of(:'id', 'b@example.com')), 'pending',
        'for whom it is pending');
update invitation set state = 'rejected' where id = :'id';
select is(link_status(given.link_of(:'id', 'a@example.com')), 'accepted',
        'also when one of those rejects'),
    is(link_status(given.link_of(:'id', 'b@example.com')), 'rejected',
        'which ends it for them');
update invitation set state = 'revoked' where id = :'id';
select is(link_status(given.link_of(:'id', 'a@example.com')), 'revoked',
    'but it is revoked for all');

select * from finish();
