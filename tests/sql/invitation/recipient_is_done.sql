-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Customer', kind => 'customer') as customer \gset
select id from given.applicants(:'customer', '{ann@x.com,jim@x.com}') \gset
create function pg_temp.done(id uuid) returns text
language sql as $$
    select string_agg(r.email_key, ' ' order by r.email_key) from recipient r
    where r.invitation_id = done.id and recipient_is_done(r)
$$;
select is(pg_temp.done(:'id'), null, 'nobody has accepted');
insert into acceptance (organization_id, source_id, subject, accepted_at)
select :'customer', :'id', 'recipient:' || r.id, clock_timestamp()
from recipient r where r.email_key = 'ann@x.com';
select is(pg_temp.done(:'id'), 'ann@x.com', 'who has is done, no other');
insert into acceptance (organization_id, source_id, subject, accepted_at)
values (:'customer', :'id', 'jim@x.com', clock_timestamp());
select is(pg_temp.done(:'id'), 'ann@x.com jim@x.com',
    'by the address that was proved, too');
select id as other from given.applicants(:'customer', '{ann@x.com}') \gset
select is(pg_temp.done(:'other'), null,
    'what was accepted elsewhere is another matter');

select * from finish();
