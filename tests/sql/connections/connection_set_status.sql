-- SPDX-License-Identifier: MIT
select plan(44);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Cord', :'root') as cord,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'acme') as acme_key, given.caller(:'bolt') as bolt_key,
    given.caller(:'root') as root_key \gset
select id as public from given.public_link(:'acme', true) \gset
create function pg_temp.move(
    organization_id uuid, caller json, id uuid, from_status text,
    to_status text
) returns reply
language plpgsql as $$
begin
    return connection_set_status(organization_id, caller, id, from_status,
        to_status);
end
$$;
create function pg_temp.connect(acceptor_id uuid, link_id uuid)
returns uuid
language sql as $$
    -- A new connection that waits for approval.
    update connection set status = 'archived';
    select given.connection(l.organization_id, acceptor_id, l)
    from link l where l.id = link_id
$$;
select pg_temp.connect(:'bolt', :'public') as id \gset

select given.guards(format('connection_set_status(%L, $1, %L, %L, %L)',
    :'acme', :'id', 'pending', 'active'));
select given.state() as before \gset
select is((pg_temp.move(:'acme', :'acme_key', gen_random_uuid(), 'pending',
        'active')).code, 'not_found', 'what is not there is unknown'),
    is((pg_temp.move(:'cord', :'root_key', :'id', 'pending', 'active')).code,
        'not_found', 'so is a connection of others'),
    is((pg_temp.move(:'water', :'root_key', :'id', 'pending', 'active'))
        .code, 'not_found', 'and one of what is no business'),
    is((pg_temp.move(:'bolt', :'bolt_key', :'id', 'pending', 'active')).code,
        'approval_not_yours', 'who asked does not approve'),
    is((pg_temp.move(:'bolt', :'bolt_key', :'id', 'pending', 'declined'))
        .code, 'approval_not_yours', 'nor decline'),
    is((pg_temp.move(:'acme', :'acme_key', :'id', 'active', 'archived'))
        .code, 'connection_state', 'what waits is not archived'),
    is(given.state(), :'before', 'and nothing is written');

-- Approving.
select body, id as reply_id, revision from pg_temp.move(:'acme', :'acme_key',
    :'id', 'pending', 'active') \gset
select is(:'body'::json::text, connection_json(c)::text,
        'whose link it was approves'),
    is(:'reply_id', c.id::text, 'the reply has its id'),
    is(:revision, 2, 'and new revision')
from connection c where id = :'id' and organization_id = :'acme';
select is(string_agg(concat_ws(' ', status, approved_at >= now(), revision),
        ', '), 'active t 2, active t 2', 'on both sides'),
    is(count(distinct approved_at)::int, 1, 'at one moment'),
    is(count(archived_at)::int, 0, 'not archived')
from connection where id = :'id';
select is(string_agg(concat_ws(' ', o.name, e.actor = given.actor(
        :'acme_key'), e.data->>'connectionId' = :'id'), ', '
        order by o.name), 'Acme t t, Bolt t t', 'events say so to both')
from event e join organization o on o.id = e.organization_id
where e.type = 'connection.approved';
select given.state() as before \gset
select is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'active'))
        .body::text, :'body', 'again, it is the same'),
    is((pg_temp.move(:'bolt', :'bolt_key', :'id', 'pending', 'active')).code,
        'approval_not_yours', 'but not for the other side'),
    is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'declined'))
        .code, 'connection_state', 'what was approved is not declined'),
    is(given.state(), :'before', 'and nothing is written');

-- Archiving.
select is((pg_temp.move(:'bolt', :'bolt_key', :'id', 'active', 'archived'))
    .body->>'status', 'archived', 'either side archives');
select is(string_agg(concat_ws(' ', status, archived_at >= now(),
        approved_at is not null, revision), ', '),
    'archived t t 3, archived t t 3', 'for both')
from connection where id = :'id';
select is(count(*)::int, 2, 'events say so')
from event where type = 'connection.archived';
select given.state() as before \gset
select is((pg_temp.move(:'bolt', :'bolt_key', :'id', 'active', 'archived'))
        .code, null, 'again, it is done'),
    is((pg_temp.move(:'acme', :'acme_key', :'id', 'active', 'archived'))
        .code, null, 'by the other side too'),
    is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'active'))
        .code, 'connection_state', 'what was archived is not approved'),
    is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'declined'))
        .code, 'connection_state', 'nor declined'),
    is(given.state(), :'before', 'and nothing is written');

-- Declining.
select pg_temp.connect(:'bolt', :'public') as id \gset
select is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'declined'))
    .body->>'status', 'declined', 'whose link it was declines');
select is(string_agg(concat_ws(' ', status, approved_at is null,
        archived_at is null), ', '), 'declined t t, declined t t',
    'for both')
from connection where id = :'id';
select is(count(*)::int, 2, 'events say so')
from event where type = 'connection.declined';
select given.state() as before \gset
select is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'declined'))
        .code, null, 'again, it is done'),
    is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'active'))
        .code, 'connection_state', 'what was declined is not approved'),
    is((pg_temp.move(:'bolt', :'bolt_key', :'id', 'active', 'archived'))
        .code, 'connection_state', 'nor archived'),
    is(given.state(), :'before', 'and nothing is written');

-- Where nothing was to be approved.
update public_invite_settings set requires_approval = false;
select pg_temp.connect(:'bolt', :'public') as id \gset
select is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'active'))
    .code, 'connection_state', 'what never waited is not approved');
select is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'declined'))
    .code, 'connection_state', 'nor declined');
select given.connection(:'acme', :'cord') as id \gset
select is((pg_temp.move(:'acme', :'acme_key', :'id', 'pending', 'active'))
        .code, 'approval_not_yours', 'an invitation''s is nobody''s'),
    is((pg_temp.move(:'cord', :'root_key', :'id', 'pending', 'active'))
        .code, 'approval_not_yours', 'to approve');
select is((pg_temp.move(:'cord', :'root_key', :'id', 'active', 'archived'))
    .body->>'businessId', :'cord', 'a key of one above acts for the side');
select is((e).invitation_id = (select c.invitation_id from connection c
        where c.id = :'id' limit 1), true, 'the event names its invitation')
from given.last_event() e;

select * from finish();
