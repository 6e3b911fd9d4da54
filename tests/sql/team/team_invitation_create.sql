-- SPDX-License-Identifier: MIT
select plan(60);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'acme') as caller,
    given.caller(:'acme', role => 'Admin') as admin,
    given.caller(:'acme', role => 'Agent') as agent,
    given.caller(:'water') as water_key, given.links(1) as links \gset
update organization set redirect_urls = '{https://a.example/}'
where id = :'acme';
create function pg_temp.invite(
    organization_id uuid, caller json,
    email text default 'Jane@Example.com', role text default null,
    address_per_hour integer default 5, redirect_url text default null,
    links json default given.links(1)
) returns reply
language sql as $$
    select team_invitation_create(organization_id, caller, links,
        address_per_hour, email, lower(email), role, 'Ann', 'Hello', 'de',
        redirect_url)
$$;
select given.guards(format('pg_temp.invite(%L, $1)', :'acme'));
select given.state() as before \gset
select is((pg_temp.invite(:'water', :'water_key')).code, 'not_found',
        'what is no business has no team'),
    is((pg_temp.invite(:'acme', :'caller',
        redirect_url => 'https://b.example/')).body->'errors'->0->>'pointer',
        '#/redirectUrl', 'a way on must be registered');
select is((pg_temp.invite(:'acme', c, role => r)).code, 'role_too_low',
    format('an %s invites no %s', t, r))
from (values (:'agent'::json, 'Agent', 'Admin'), (:'agent', 'Agent', 'Owner'),
    (:'admin', 'Admin', 'Owner')) v (c, t, r);
select is(given.state(), :'before', 'and nothing is written');

select body, id, revision from pg_temp.invite(:'acme', :'caller',
    redirect_url => 'https://a.example/', links => :'links') \gset
select is(:'body'::json::text, team_invitation_json(i)::text,
        'the invitation is answered'),
    is(:revision, 1, 'its first revision is 1'),
    is(i.kind, 'team', 'it is of this family'),
    is(i.organization_id, :'acme', 'of who invites'),
    is(i.role, 'Agent', 'to be an Agent'),
    is(row(i.inviter_name, i.message, i.locale, i.redirect_url)::text,
        '(Ann,Hello,de,https://a.example/)', 'with all that was said'),
    is(i.expires_at, i.created_at + interval '168 hours',
        'it lives seven days'),
    is(i.max_uses, 1, 'and is good for one'),
    is(row(i.granter_organization_id, i.granter_key_id)::text,
        format('(%s,%s)', :'acme', :'caller'::json->>'key_id'),
        'it is known who grants it'),
    is(i.license_activated_at, i.created_at, 'it has its seat'),
    is(i.license_quantity, 1, 'which is the first')
from invitation i where id = :'id';
select is(r.email, 'Jane@Example.com', 'its recipient, as typed'),
    is(r.email_key, 'jane@example.com', 'and as compared'),
    is(r.is_live, true, 'holds the target'),
    is(r.target, 'team:jane@example.com', 'of this family'),
    is(r.delivery_state, 'queued', 'and is mailed to')
from recipient r where r.invitation_id = :'id';
select is(count(*)::int, 1, 'there is one link'),
    is(min(l.purpose), 'mailed', 'which only the mail holds'),
    is(min(l.id::text), :'links'::json->0->>'id', 'the one minted')
from link l where l.invitation_id = :'id';
select is(row(o.kind, o.state, o.email, o.locale)::text,
        '(invitation,queued,Jane@Example.com,de)', 'it is in the outbox'),
    is(o.link_id, (given.link(:'id')).id, 'with the link')
from outbox o where o.invitation_id = :'id';
select is(given.events(:'id'), 'invitation.created', 'an event says so'),
    is((e).actor, given.actor(:'caller'), 'by the key')
from given.last_event() e;
select is(cardinality(sent_at), 1, 'the mail counts')
from address_limit where organization_id = :'root'
    and email_key = 'jane@example.com';

-- Roles.
select is((pg_temp.invite(:'acme', c, format('%s.%s@example.com', t, r), r))
        .body->>'role', r, format('an %s invites an %s', t, r))
from (values (:'agent'::json, 'Agent', 'Agent'), (:'admin', 'Admin', 'Agent'),
    (:'admin', 'Admin', 'Admin'), (:'caller', 'Owner', 'Agent'),
    (:'caller', 'Owner', 'Admin'), (:'caller', 'Owner', 'Owner'))
    v (c, t, r);
select is((pg_temp.invite(:'acme', given.operator(), 'cli@example.com',
    'Owner')).code, null, 'the command line invites anybody');

-- One at a time.
select given.state('{address_limit}') as before \gset
select code, body from pg_temp.invite(:'acme', :'caller',
    'JANE@example.com') \gset
select is(:'code'::text, 'invitation_already_pending',
        'a second to an address'),
    is(:'body'::json->>'existingId', :'id', 'is refused with the first'),
    is(given.state('{address_limit}'), :'before', 'nothing is written');
select given.expired(:'id');
select coalesce(code, 'done') as code, id as second
from pg_temp.invite(:'acme', :'caller') \gset
select is(:'code'::text, 'done', 'one that has expired is in nobody''s way');
select is(state, 'expired', 'it is stored as expired')
from invitation where id = :'id';
select invitation_do_revoke(:'acme', :'second', 'team',
    given.authority(given.operator()));
select is((pg_temp.invite(:'acme', :'caller')).code, null,
    'nor is one that was revoked');
select given.member(:'acme', 'member@example.com');
select given.state('{address_limit}') as before \gset
select is((pg_temp.invite(:'acme', :'caller', 'Member@example.com')).code,
        'already_member', 'a member is not invited'),
    is(given.state('{address_limit}'), :'before', 'nothing is written');
select id from given.invitation(:'acme', 'both@example.com') \gset
select is((pg_temp.invite(:'acme', :'caller', 'both@example.com')).code,
    null, 'an invitation to a connection is in nobody''s way');

-- Seats.
select seat_used(:'acme') + seat_reserved(:'acme', clock_timestamp())
    as in_use \gset
update license set seat_limit = :in_use + 1 where organization_id = :'acme';
select coalesce(code, 'done') as code, id, body
from pg_temp.invite(:'acme', :'caller',
    'last@example.com') \gset
select is(:'code'::text, 'done', 'there is one seat more'),
    is(:'body'::json->>'licenseQuantity', (:in_use + 1)::text,
        'which is counted');
select given.state('{address_limit}') as before \gset
select is((pg_temp.invite(:'acme', :'caller', 'more@example.com')).code,
        'seat_limit_reached', 'but not two'),
    is(given.state('{address_limit}'), :'before', 'nothing is written');
select given.expired(:'id');
select coalesce(code, 'done') as code, id
from pg_temp.invite(:'acme', :'caller', 'more@example.com') \gset
select is(:'code'::text, 'done',
    'a seat is free the moment an invitation expires');
select invitation_do_revoke(:'acme', :'id', 'team',
    given.authority(given.operator()));
select is((pg_temp.invite(:'acme', :'caller', 'again@example.com')).code,
    null, 'or is revoked');
select member_remove(:'acme', given.operator(), id) from member;
select is((pg_temp.invite(:'acme', :'caller', 'other@example.com')).code,
    null, 'or a member is removed');

-- Mails.
update license set seat_limit = null;
select given.state('{address_limit}') as before \gset
select is((pg_temp.invite(:'acme', :'caller', 'more@example.com',
        address_per_hour => 1)).code, 'too_many',
        'an address may have had enough'),
    is(given.state('{address_limit}'), :'before', 'nothing is written');

select * from finish();
