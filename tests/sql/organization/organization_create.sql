-- SPDX-License-Identifier: MIT
select plan(27);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Other') as other \gset
select given.caller(:'acme', 'organizations:write') as caller \gset
create function pg_temp.make(
    caller json, id uuid default null, email text default null,
    parent_id uuid default null, kind text default 'company'
) returns reply
language sql as $$
    select organization_create(caller, kind, 'New', id, email, lower(email),
        parent_id, 'de')
$$;

select given.guards(format('pg_temp.make($1, parent_id => %L)', :'acme'));

select body, id, revision from pg_temp.make(:'caller') \gset
select is(o.kind, 'company', 'it has its kind'),
    is(o.name, 'New', 'its name'), is(o.locale, 'de', 'its locale'),
    is(o.ancestor_ids, array[:'root', :'acme']::uuid[],
        'it stands below the caller''s own organization'),
    is(o.email, null, 'it may have no address'),
    is(o.is_email_vouched, false, 'of which nothing is vouched for'),
    is(o.revision, 1, 'its first revision is 1'),
    is(:'body'::json::text, organization_json(o)::text,
        'it is what is answered'),
    is(:revision, 1, 'with the revision')
from organization o where o.id = :'id';
select is((e).type, 'organization.created', 'an event says so'),
    is((e).organization_id, :'id', 'of the new organization'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).request_id::text, :'caller'::json->>'request_id',
        'for the request'),
    is((e).data::jsonb, '{"kind": "company"}', 'with its kind')
from given.last_event() e;

select gen_random_uuid() as mine \gset
select is((pg_temp.make(:'caller', :'mine')).id, :'mine',
    'the caller may choose the id');
select given.state() as before \gset
select is((pg_temp.make(:'caller', :'mine')).code, 'id_taken',
    'which must be free'),
    is((pg_temp.make(:'caller', :'other')).code, 'id_taken',
        'also of those that the caller knows nothing of'),
    is(given.state(), :'before', 'and nothing is written');

select id from pg_temp.make(:'caller', email => 'New@Example.com') \gset
select is(row(o.email, o.email_key, o.is_email_vouched)::text,
    '(New@Example.com,new@example.com,t)',
    'an address that one above sets is vouched for')
from organization o where o.id = :'id';

select id from pg_temp.make(given.caller(:'root'), parent_id => :'acme') \gset
select is(ancestor_ids, array[:'root', :'acme']::uuid[],
    'it may stand below one that is below the caller')
from organization where id = :'id';
select is((pg_temp.make(:'caller', parent_id => :'root')).code, 'not_found',
    'but not above');

select id from pg_temp.make(given.operator(), email => 'a@b.example') \gset
select is(row(ancestor_ids, is_email_vouched)::text, '({},t)',
    'the command line makes topmost ones, and vouches')
from organization where id = :'id';

select * from finish();
