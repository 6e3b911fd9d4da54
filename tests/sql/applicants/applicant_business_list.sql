-- SPDX-License-Identifier: MIT
select plan(11);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Bolt', :'root', kind => 'customer') as bolt,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id as one from applicant_business_make(:'acme',
    '{"name": "one"}') \gset
select id as two from applicant_business_make(:'acme',
    '{"name": "two"}') \gset
select id as three from applicant_business_make(:'acme',
    '{"name": "three"}') \gset
select id as four from applicant_business_make(:'bolt',
    '{"name": "four"}') \gset
create function pg_temp.list(
    organization_id uuid, caller json, page_after uuid default null,
    page_limit integer default 10
) returns reply
language sql as $$
    select applicant_business_list(organization_id, caller,
        page_after, page_limit)
$$;
create function pg_temp.names(r reply) returns text
language sql as $$
    select string_agg(i->>'name', ' ')
    from json_array_elements(r.body->'data') i
$$;
select given.guards(format('pg_temp.list(%L, $1)', :'acme'));
select is((pg_temp.list(:'firm', :'caller')).code, 'not_found',
    'what is no customer has none');
select is(pg_temp.names(pg_temp.list(:'acme', :'caller')), 'three two one',
    'a customer''s, newest first');
select is(pg_temp.names(r), 'three two', 'a page has page_limit items'),
    is(r.next_cursor, :'two'::uuid, 'and the last as its cursor')
from pg_temp.list(:'acme', :'caller', null, 2) r;
select is(pg_temp.names(pg_temp.list(:'acme', :'caller', :'two', 2)), 'one',
    'the next page goes on behind it');
select is((pg_temp.list(:'acme', :'caller')).body->'data'->>0,
    applicant_business_json(t)::text, 'each is shown whole')
from applicant_business t where t.id = :'three';

select * from finish();
