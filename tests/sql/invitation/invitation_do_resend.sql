-- SPDX-License-Identifier: MIT
select plan(59);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt \gset
select given.caller(:'acme') as caller \gset
create function pg_temp.resend(
    organization_id uuid, id uuid, caller json, kind text default null,
    rotate boolean default null, secret_numbers integer[] default '{1}',
    resend_interval integer default 60, address_per_hour integer default 100,
    links json default given.links(2, 2)
) returns reply
language sql as $$
    select invitation_do_resend(organization_id, id, kind,
        given.authority(caller), rotate, links, secret_numbers,
        resend_interval, address_per_hour)
$$;
select id as one from given.invitation(:'acme', 'one@example.com') \gset

select given.state() as before \gset
select is((pg_temp.resend(:'acme', gen_random_uuid(), :'caller')).code,
    'not_found', 'what is not there is unknown');
select is((pg_temp.resend(:'bolt', :'one', :'caller')).code, 'not_found',
    'so is one of another organization');
select is((pg_temp.resend(:'acme', :'one', :'caller', 'team')).code,
    'not_found', 'or of another family');
select is(given.state(), :'before', 'and nothing is written');

-- The same link, a fresh expiry, a fresh mail.
update invitation set expires_at = expires_at - interval '1 day'
where id = :'one';
update recipient set delivery_state = 'failed', delivery_attempts = 3,
    delivery_error = '550 no', delivery_next_at = now()
where invitation_id = :'one';
select hash as returned from given.link(:'one', 'returned') \gset
select hash as mailed from given.link(:'one') \gset
select is(pg_temp.resend(:'acme', :'one', :'caller', 'connections')::text,
    '(,,,,)', 'a pending one is sent again');
select is(i.state, 'pending', 'it is pending'),
    cmp_ok(i.resent_at, '>=', now(), 'resent now'),
    is(i.expires_at, i.resent_at + interval '7 days',
        'it lives as long as at first, from now'),
    is(i.revision, 2, 'its revision counts'),
    is(r.is_live, true, 'it holds its target'),
    is((given.link(i.id, 'returned')).hash, :'returned',
        'the link returned is the same'),
    is((given.link(i.id)).hash, :'mailed', 'and so is the one mailed'),
    is(row(r.delivery_state, r.delivery_attempts, r.delivery_error,
        r.delivery_next_at)::text, '(queued,0,,)',
        'its delivery begins again')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'one';
select is(string_agg(o.state, ' ' order by o.id), 'dropped queued',
        'the mail that waited is dropped, a new one is queued'),
    is((array_agg(o.link_id order by o.id desc))[1],
        (given.link(:'one')).id, 'which carries the mailed link')
from outbox o where o.invitation_id = :'one';
select is(given.events(:'one'), 'invitation.created invitation.resent',
        'an event says so'),
    is((e).actor, given.actor(:'caller'), 'by the key')
from given.last_event() e;
select is(cardinality(sent_at), 2, 'both mails count')
from address_limit where organization_id = :'root'
    and email_key = 'one@example.com';

-- Not again at once.
select given.state('{address_limit}') as before \gset
select code, body from pg_temp.resend(:'acme', :'one', :'caller') \gset
select is(:'code'::text, 'too_many', 'another within the minute is too many'),
    is(:'body'::json->>'retryAfter', '60', 'and told when it is not'),
    is(given.state('{address_limit}'), :'before', 'nothing is written');
update invitation set resent_at = clock_timestamp() - interval '59.5 s'
where id = :'one';
select is((pg_temp.resend(:'acme', :'one', :'caller')).body
    ->>'retryAfter', '1', 'a rest of a second is waited for whole');
update invitation set resent_at = clock_timestamp() - interval '60 s'
where id = :'one';
select is((pg_temp.resend(:'acme', :'one', :'caller')).code, null,
    'after the interval it may go');
select is((pg_temp.resend(:'acme', :'one', :'caller',
    resend_interval => 0)).code, null, 'without one it may go at once');

-- The address has its own limit.
update invitation set resent_at = null where id = :'one';
select code, body from pg_temp.resend(:'acme', :'one', :'caller',
    address_per_hour => 4) \gset
select is(:'code'::text, 'too_many', 'an address has had enough'),
    is(:'body'::json->>'retryAfter', '3600', 'for an hour from the first');
select is((pg_temp.resend(:'acme', :'one', :'caller',
    address_per_hour => 5)).code, null, 'or may have one more');
select is(cardinality(sent_at), 5, 'what was refused does not count')
from address_limit where organization_id = :'root'
    and email_key = 'one@example.com';

-- A link that cannot be made again.
update invitation set resent_at = null where id = :'one';
select given.state('{address_limit}') as before \gset
select is((pg_temp.resend(:'acme', :'one', :'caller',
    secret_numbers => '{2,3}')).code, 'link_needs_rotation',
    'a link of a server key that is gone cannot be sent again');
select is((pg_temp.resend(:'acme', :'one', :'caller', rotate => false,
    secret_numbers => '{}')).code, 'link_needs_rotation',
    'nor if there is none at all');
select is(given.state('{address_limit}'), :'before', 'nothing is written');

-- Rotating.
select is((pg_temp.resend(:'acme', :'one', :'caller', rotate => true,
    secret_numbers => '{2}')).code, null, 'a new link can');
select is(count(*) filter (where replaced_at is null)::int, 2,
        'there are two links of today'),
    is(count(*) filter (where replaced_at >= now())::int, 2,
        'and two that were replaced'),
    is(min(number) filter (where replaced_at is null), 2,
        'the new ones are of the new server key'),
    is(string_agg(purpose, ' ' order by purpose)
        filter (where replaced_at is null), 'mailed returned',
        'one is mailed, one returned')
from link where invitation_id = :'one';
select is(given.events(:'one'), 'invitation.created'
    || repeat(' invitation.resent', 4) || ' link.rotated invitation.resent',
    'events say so');
select is(link_id, (given.link(:'one')).id, 'the mail carries the new link')
from outbox where invitation_id = :'one' and state = 'queued';

-- An expired one lives again, if no other has its target.
select given.expired(:'one');
update invitation set resent_at = null, state = 'expired'
where id = :'one';
update recipient set is_live = false where invitation_id = :'one';
select is((pg_temp.resend(:'acme', :'one', :'caller',
    secret_numbers => '{2}')).code, null, 'an expired one is sent again');
select is(i.state, 'pending', 'it is pending'),
    cmp_ok(i.expires_at, '>', now(), 'for as long as at first'),
    is(r.is_live, true, 'and holds its target')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'one';

select given.expired(:'one');
update invitation set resent_at = null where id = :'one';
select id as rival from given.invitation(:'acme', 'one@example.com') \gset
select given.state('{address_limit}') as before \gset
select code, body from pg_temp.resend(:'acme', :'one', :'caller',
    secret_numbers => '{2}') \gset
select is(:'code'::text, 'invitation_already_pending',
        'not while another is pending'),
    is(:'body'::json->>'existingId', :'rival', 'which is named'),
    is(given.state('{address_limit}'), :'before', 'nothing is written');
select given.expired(:'rival');
select is((pg_temp.resend(:'acme', :'one', :'caller',
    secret_numbers => '{2}')).code, null, 'but when that has expired too');
select is(array_agg(i.state order by i.id), '{pending,expired}',
        'the one lives, the other is stored as expired'),
    is(array_agg(r.is_live order by i.id), '{t,f}', 'one holds the target')
from invitation i join recipient r on r.invitation_id = i.id
where i.id in (:'one', :'rival');

-- What has ended stays ended.
create function pg_temp.resend_in(
    organization_id uuid, caller json, state text, use_count integer
) returns text
language plpgsql as $$
declare
    v_row invitation := given.invitation(organization_id,
        state || use_count || '@example.com');
begin
    update invitation i
    set state = resend_in.state, use_count = resend_in.use_count
    where i.id = v_row.id;
    return (pg_temp.resend(organization_id, v_row.id, caller)).code;
end
$$;
select is(pg_temp.resend_in(:'acme', :'caller', 'revoked', 0),
    'invitation_state', 'a revoked one is not sent again');
select is(pg_temp.resend_in(:'acme', :'caller', 'rejected', 0),
    'invitation_state', 'nor is a rejected one');
select is(pg_temp.resend_in(:'acme', :'caller', 'accepted', 1),
    'invitation_state', 'nor an accepted one');
select is(pg_temp.resend_in(:'acme', :'caller', 'pending', 1),
    'invitation_state', 'nor one that is used up');

-- Who wants no mail gets none.
select id as quiet from given.invitation(:'acme', 'quiet@example.com') \gset
insert into suppression (organization_id, email_key)
values (:'acme', 'quiet@example.com');
select is((pg_temp.resend(:'acme', :'quiet', :'caller')).code, null,
    'one to an address that wants no mail is resent');
select is(r.delivery_state, 'suppressed', 'and not mailed'),
    is((select string_agg(state, ' ') from outbox
        where invitation_id = :'quiet'), 'dropped', 'not at all')
from recipient r where invitation_id = :'quiet';

-- One to a team has a role and a seat.
select id as team from given.team_invitation(:'acme', role => 'Admin') \gset
select given.caller(:'acme', role => 'Admin') as admin \gset
select is((pg_temp.resend(:'acme', :'team', given.caller(:'acme',
    role => 'Agent'))).code, 'role_too_low',
    'nobody resends a role above theirs');
select is((pg_temp.resend(:'acme', :'team', :'admin')).code, null,
    'their own they do');
select is(granter_key_id::text, :'admin'::json->>'key_id',
    'and grant it from then on') from invitation where id = :'team';
select given.expired(:'team');
update license set seat_limit = 0;
select is((pg_temp.resend(:'acme', :'team', :'admin',
    resend_interval => 0)).code, 'seat_limit_reached',
    'an expired one needs a seat');

select * from finish();
