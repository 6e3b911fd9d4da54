-- SPDX-License-Identifier: MIT
select plan(28);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Cord', :'root') as cord,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'bolt') as caller, given.caller(:'root') as root_key
\gset
select given.connection(:'acme', :'bolt') as id \gset
create function pg_temp.change(
    organization_id uuid, caller json, id uuid, given text[] default '{}',
    if_revisions integer[] default null, alias_name text default null,
    tags text[] default null
) returns reply
language sql as $$
    select connection_update(organization_id, caller, id, given,
        if_revisions, alias_name, tags)
$$;
select given.guards(format('pg_temp.change(%L, $1, %L)', :'bolt', :'id'));
select given.state() as before \gset
select is((pg_temp.change(:'bolt', :'caller', gen_random_uuid())).code,
        'not_found', 'what is not there is unknown'),
    is((pg_temp.change(:'cord', :'root_key', :'id')).code, 'not_found',
        'so is a connection of others'),
    is((pg_temp.change(:'water', :'root_key', :'id')).code, 'not_found',
        'and one of what is no business'),
    is((pg_temp.change(:'bolt', :'caller', :'id', '{tags}', '{2}')).code,
        'revision_mismatch', 'another revision is refused'),
    is((pg_temp.change(:'bolt', :'caller', :'id', '{tags}', '{}')).code,
        'revision_mismatch', 'a list of none is never right'),
    is(given.state(), :'before', 'and nothing is written');

select body, id as reply_id, revision from pg_temp.change(:'bolt', :'caller',
    :'id', '{aliasName,tags}', '{5,1}', 'Mine', '{b,a}') \gset
select is(c.alias_name, 'Mine', 'a side calls it what it likes'),
    is(c.tags, '{b,a}', 'and tags it, in its own order'),
    is(c.revision, 2, 'its revision counts'),
    is(:'body'::json::text, connection_json(c)::text, 'it is answered'),
    is(:'reply_id', c.id::text, 'with its id'),
    is(:revision, 2, 'and revision')
from connection c where organization_id = :'bolt';
select is(alias_name, 'Bolt', 'the other side keeps its alias'),
    is(tags, '{}', 'its tags'), is(revision, 1, 'and its revision')
from connection where organization_id = :'acme';
select is((e).type, 'connection.updated', 'an event says so'),
    is((e).organization_id, :'bolt', 'to this side alone'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).data::jsonb, jsonb_build_object('connectionId', :'id',
            'members', '{aliasName,tags}'::text[]), 'with what was given')
from given.last_event() e;
select (pg_temp.change(:'bolt', :'caller', :'id')).id \gset
select is(row(alias_name, tags)::text, '(Mine,"{b,a}")',
    'what was not given stays')
from connection where organization_id = :'bolt';
select (pg_temp.change(:'bolt', :'caller', :'id', '{aliasName}')).id \gset
select is(row(alias_name, tags)::text, '(,"{b,a}")',
    'a null clears the alias')
from connection where organization_id = :'bolt';
select (pg_temp.change(:'bolt', :'caller', :'id', '{tags}')).id \gset
select is(row(alias_name, tags)::text, '(,{})', 'or the tags')
from connection where organization_id = :'bolt';
update connection set status = 'archived';
select is((pg_temp.change(:'bolt', :'caller', :'id', '{tags}', null, null,
    '{old}')).body->>'tags', '["old"]', 'an archived one may be tagged');

select * from finish();
