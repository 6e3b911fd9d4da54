-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme', email => 'a@example.com') as acme,
    given.organization('Bolt', email => 'b@example.com') as bolt \gset
select is(notice_places(:'acme', clock_timestamp()), '{}',
    'at first none is taken');
select mail_notice(:'acme', 'accepted', null, 'One'),
    mail_notice(:'acme', 'approval', null, 'Two'),
    mail_notice(:'acme', 'approved', null, null, reader_id => :'bolt'),
    mail_notice(:'bolt', 'accepted', null, 'Three');
select given.state() as before \gset
select is(array(
        select unnest(notice_places(:'acme', clock_timestamp())) order by 1),
    '{19,20}', 'one is by each use of its own link');
select is(given.state(), :'before', 'and nothing is written');
update outbox set created_at = created_at - interval '1 hour';
select is(notice_places(:'acme', clock_timestamp()), '{}',
    'after an hour it is free again');

select * from finish();
