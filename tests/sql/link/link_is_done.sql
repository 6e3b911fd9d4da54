-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme', kind => 'customer') as acme \gset
select id from given.applicants(:'acme', '{a@example.com,b@example.com}')
\gset
select is(link_is_done(given.link_of(:'id', 'a@example.com')), false,
    'a link is not done with');
select applicant_accept(given.link_of(:'id', 'a@example.com'), null, null,
    null, null, true) \gset
select is(link_is_done(given.link_of(:'id', 'a@example.com')), true,
        'until its recipient has accepted'),
    is(link_is_done(given.link_of(:'id', 'a@example.com', 'returned')), true,
        'by whichever link'),
    is(link_is_done(given.link_of(:'id', 'b@example.com')), false,
        'whatever others have');

select * from finish();
