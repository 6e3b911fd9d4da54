-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Other') as other \gset
select given.caller(:'root') as above, given.caller(:'acme') as own \gset
select event_write(:'acme', 'key.created', 'cli', null);
select (given.last_event()).id as event \gset
select event_write(:'other', 'key.created', 'cli', null);
select (given.last_event()).id as others \gset

create function pg_temp.found(caller json, event_id uuid) returns uuid
language sql as $$
    select (event_find(authority_of(caller), event_id)).id
$$;
select is(pg_temp.found(:'own', :'event'), :'event',
    'an event is found by its organization''s key');
select is(pg_temp.found(:'above', :'event'), :'event',
    'by one of an organization above');
select is(pg_temp.found(:'own', :'others'), null,
    'by no other');
select is(pg_temp.found(given.operator(), :'others'), :'others',
    'by the command line each');
select is(pg_temp.found(given.operator(), gen_random_uuid()), null,
    'what is no event is not');

-- More than are looked into one by one.
insert into organization (id, kind, name, ancestor_ids)
select gen_random_uuid(), 'business', 'Twig', array[:'root'::uuid]
from generate_series(1, 100);
select is(pg_temp.found(:'above', :'event'), :'event',
    'nor is one lost above very many');
select is(pg_temp.found(:'above', :'others'), null,
    'or one of others found');

select * from finish();
