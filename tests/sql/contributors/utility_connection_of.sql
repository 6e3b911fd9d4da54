-- SPDX-License-Identifier: MIT
select plan(3);

select given.company() as water \gset
select (given.contributors(:'water'))::text as one,
    (given.contributors(:'water'))::text as two \gset
select id from given.utility_connection(:'water') \gset
insert into acceptance (organization_id, source_id, subject, connection_id,
    accepted_at)
select :'water', (:'one'::invitation).id, 'me', :'id', now();
create function pg_temp.of(i invitation, subject text) returns text
language plpgsql as $$
begin
    return (utility_connection_of(i, subject)).id;
end
$$;
select is(pg_temp.of(:'one', 'me'), :'id', 'what a subject got is found');
select is(pg_temp.of(:'one', 'you'), null, 'another got none');
select is(pg_temp.of(:'two', 'me'), null, 'nor that one by another');

select * from finish();
