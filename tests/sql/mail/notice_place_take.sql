-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme', email => 'a@example.com') as acme,
    given.organization('Bolt', email => 'b@example.com') as bolt \gset
select given.state() as before \gset
select is(notice_place_take(:'acme'), 20, 'the first has twenty to follow');
select is(given.state(), :'before', 'taking one writes nothing');
select mail_notice(:'acme', 'accepted', null, n::text)
from generate_series(1, 19) n;
select is(notice_place_take(:'acme'), 1, 'the last is 1');
select mail_notice(:'acme', 'accepted', null, 'Last');
select is(array[notice_place_take(:'acme'), notice_place_take(:'bolt')],
    '{NULL,20}', 'then there is none, but for another organization');

select * from finish();
