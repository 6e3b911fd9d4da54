-- SPDX-License-Identifier: MIT
select plan(53);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Cord', :'root') as cord \gset
create function pg_temp.accept(
    l link, acceptor_id uuid, subject text default null
) returns reply
language plpgsql as $$
begin
    return connection_accept(l, acceptor_id, subject, 'Mine', 'key:1',
        '00000000-0000-0000-0000-000000000001');
end
$$;
select id from given.invitation(:'acme') \gset
select given.state() as before \gset
select is((pg_temp.accept(given.link(:'id'), :'acme')).code,
        'own_invitation', 'nobody accepts their own'),
    is(given.state(), :'before', 'and nothing is written');

select body, id as connection, revision
from pg_temp.accept(given.link(:'id'), :'bolt', 'bolt@example.com') \gset
select is(:'body'::json->>'alreadyAccepted', 'false', 'a first is new'),
    is(:'body'::json->>'connection', connection_json(c)::text,
        'the connection is shown as the acceptor has it'),
    is(:'connection', c.id::text, 'with its id'),
    is(:revision, c.revision, 'and revision'),
    is(c.alias_name, 'Mine', 'under the acceptor''s alias')
from connection c where organization_id = :'bolt';
select is(i.state, 'accepted', 'the invitation is accepted'),
    cmp_ok(i.accepted_at, '>=', now(), 'now'),
    is(i.use_count, 1, 'used once'),
    is(i.connection_id, :'connection', 'for this connection'),
    is(r.is_live, false, 'its target is free'),
    is(o.state, 'dropped', 'its mail is dropped')
from invitation i join recipient r on r.invitation_id = i.id
join outbox o on o.invitation_id = i.id where i.id = :'id';
select is(string_agg(concat_ws(' ', e.type, o.name, e.actor,
            e.invitation_id = :'id', e.data->>'connectionId' = :'connection'),
        ', ' order by e.type desc, o.name),
    'invitation.accepted Acme key:1 t t, connection.created Acme key:1 t t, '
    'connection.created Bolt key:1 t t', 'events say so on both sides')
from event e join organization o on o.id = e.organization_id
where e.request_id = '00000000-0000-0000-0000-000000000001';
select is(string_agg(subject, ' ' order by subject), 'bolt@example.com '
        'organization:' || :'bolt', 'it is known who accepted'),
    is(bool_and(source_id = :'id' and organization_id = :'acme'
        and accepted_organization_id = :'bolt'
        and connection_id = :'connection'), true, 'what')
from acceptance;

-- Again.
select given.state() as before \gset
select is((pg_temp.accept(given.link(:'id', 'returned'), :'bolt')).body::text,
        replace(:'body', 'false', 'true'),
        'the same business gets the same result, by whichever link'),
    is((pg_temp.accept(given.link(:'id'), :'cord')).code,
        'invitation_used_up', 'another is too late'),
    is((pg_temp.accept(given.link(:'id'), :'cord', 'bolt@example.com')).id,
        :'connection', 'the same address gets the same result'),
    is(given.state(), :'before', 'and nothing is written');
update connection set status = 'archived';
select is((pg_temp.accept(given.link(:'id'), :'bolt')).body
        ->'connection'->>'status', 'archived',
    'of an invitation that is the result for ever');
update connection set status = 'active';

-- Two that are connected already.
select id as second from given.invitation(:'acme', 'two@example.com') \gset
select given.state() as before \gset
select is((pg_temp.accept(given.link(:'second'), :'bolt')).code,
        'already_connected', 'two that are connected are not again'),
    is(given.state(), :'before', 'and the invitation lives');
update connection set status = 'pending';
select is((pg_temp.accept(given.link(:'second'), :'bolt')).code,
    'already_connected', 'nor when that waits for approval');
update connection set status = 'declined';
select is((pg_temp.accept(given.link(:'second'), :'bolt')).body
    ->>'alreadyAccepted', 'false', 'but when it was declined');

-- What opens nothing.
create function pg_temp.accept_in(
    organization_id uuid, acceptor_id uuid, state text
) returns text
language plpgsql as $$
declare
    v_row invitation := given.invitation(organization_id,
        state || '@example.com');
    v_before text;
    v_code text;
begin
    update invitation i set state = accept_in.state where i.id = v_row.id;
    v_before := given.state();
    v_code := (pg_temp.accept(given.link(v_row.id), acceptor_id)).code;
    return v_code || case given.state() when v_before then ''
        else ', written' end;
end
$$;
select is(pg_temp.accept_in(:'acme', :'cord', 'expired'),
    'invitation_expired', 'an expired one is refused');
select is(pg_temp.accept_in(:'acme', :'cord', 'revoked'),
    'invitation_revoked', 'so is a revoked');
select is(pg_temp.accept_in(:'acme', :'cord', 'rejected'),
    'invitation_rejected', 'a rejected');
select is(pg_temp.accept_in(:'acme', :'cord', 'accepted'),
    'invitation_used_up', 'and one that was accepted otherwise');
select id as late from given.invitation(:'acme', 'late@example.com') \gset
select given.expired(:'late');
select is((pg_temp.accept(given.link(:'late'), :'cord')).code,
    'invitation_expired', 'it is expired to the moment');
select id as new from given.invitation(:'acme', 'new@example.com') \gset
select given.link(:'new')::text as old \gset
update link set replaced_at = now() where invitation_id = :'new';
select given.state() as before \gset
select is((pg_temp.accept(:'old'::link, :'cord')).code, 'link_replaced',
        'a link replaced while it was waited for opens nothing'),
    is(given.state(), :'before', 'and nothing is written');

-- Public links.
delete from acceptance;
delete from connection;
select id as public from given.public_link(:'acme') \gset
create function pg_temp.visit(
    link_id uuid, acceptor_id uuid, subject text default null
) returns reply
language plpgsql as $$
begin
    return pg_temp.accept((select l from link l where l.id = link_id),
        acceptor_id, subject);
end
$$;
select id as one from pg_temp.visit(:'public', :'bolt') \gset
select is(status, 'active', 'a public link connects'),
    is(link_id, :'public', 'and is remembered'),
    is(invitation_id, null, 'there is no invitation')
from connection where id = :'one' and organization_id = :'bolt';
select is((e).type, 'connection.created', 'an event says so'),
    is((e).invitation_id, null, 'of no invitation')
from given.last_event() e;
select is((select string_agg(concat_ws(' ', source_id = :'public', subject),
        ', ') from acceptance), 't organization:' || :'bolt',
    'it is known who accepted');
select given.state() as before \gset
select is((v).id, :'one', 'the same business gets the same result'),
    is((v).body->>'alreadyAccepted', 'true', 'marked so'),
    is(given.state(), :'before', 'and nothing is written')
from pg_temp.visit(:'public', :'bolt') v;
select isnt((pg_temp.visit(:'public', :'cord')).id, null,
    'another gets a connection of its own');
update connection set status = 'pending';
select is((v).id, :'one', 'while it waits for approval it is the same'),
    is((v).code, 'pending', 'and said to wait')
from pg_temp.visit(:'public', :'bolt') v;

update connection set status = 'declined';
select id as two from pg_temp.visit(:'public', :'bolt', 'b@example.com')
\gset
select isnt(:'two'::uuid, :'one', 'after it was declined it is a new one');
select is(count(*)::int, 2, 'which replaces the acceptance of the first')
from acceptance where connection_id = :'two';
update connection set status = 'archived' where link_id is not null;
select id as three from pg_temp.visit(:'public', :'bolt') \gset
select is((pg_temp.visit(:'public', :'bolt', 'b@example.com')).id, :'three',
    'one who left and came back by key is known by address too');

select given.public_link(:'acme', true) is null as approve \gset
select code, body from pg_temp.visit(:'public', :'root') \gset
select is(:'code'::text, 'pending', 'where approval is asked for it waits'),
    is(:'body'::json->'connection'->>'status', 'pending', 'as it says');
update public_invite_settings set is_enabled = false;
select is((pg_temp.visit(:'public', :'bolt')).id, :'three',
    'closed, the same business gets its result');
update connection set status = 'archived';
select is((pg_temp.visit(:'public', :'bolt')).code, 'public_link_closed',
    'but no new one');
update link set replaced_at = now() where id = :'public';
select is((pg_temp.visit(:'public', :'bolt')).code, 'link_replaced',
    'nor by a link that was replaced');
select is((pg_temp.visit(:'public', :'acme')).code, 'own_invitation',
    'one''s own link is one''s own');

select * from finish();
