-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme', kind => 'customer') as acme \gset
select is(applicant_wait(:'acme', '{b@example.com,a@example.com}', 1), 0,
    'who was not mailed can be');
select is((select count(*)::int from address_limit), 2, 'all are locked');
select address_take(:'acme', 'a@example.com');
select is(applicant_wait(:'acme', '{b@example.com,a@example.com}', 1), 3600,
    'all wait for the one who was');
select is(applicant_wait(:'acme', '{b@example.com}', 1), 0,
    'without that one nobody does');

select * from finish();
