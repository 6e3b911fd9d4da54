-- SPDX-License-Identifier: MIT
select plan(53);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', 'Acme@Example.com') as acme,
    given.organization('Cord', :'root') as cord,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'acme') as caller, given.caller(:'root') as root_key,
    given.links() as links \gset
update organization set redirect_urls = '{https://a.example/}'
where id = :'acme';
create function pg_temp.invite(
    organization_id uuid, caller json,
    email text default 'Bolt@Example.com', expires_in_days integer
    default null, address_per_hour integer default 5,
    redirect_url text default null, links json default given.links()
) returns reply
language sql as $$
    select connection_invitation_create(organization_id, caller, links,
        address_per_hour, email, lower(email), 'Bolt', expires_in_days,
        'Jane', 'Hello', 'de', redirect_url)
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    -- Which field is wrong, and how.
    select concat_ws(' ', r.code, r.body->'errors'->0->>'pointer',
        r.body->'errors'->0->>'code')
$$;
select given.guards(format('pg_temp.invite(%L, $1)', :'acme'));
select given.state() as before \gset
select is((pg_temp.invite(:'water', :'root_key')).code, 'not_found',
        'what is no business invites none'),
    is(pg_temp.wrong(pg_temp.invite(:'acme', :'caller',
        'ACME@example.com')), 'invalid_fields #/email not_allowed',
        'nobody invites themselves'),
    is(pg_temp.wrong(pg_temp.invite(:'acme', :'caller',
        redirect_url => 'https://b.example/')),
        'invalid_fields #/redirectUrl not_allowed',
        'a way on must be registered'),
    is(given.state(), :'before', 'and nothing is written');

select body, id, revision from pg_temp.invite(:'acme', :'caller',
    redirect_url => 'https://a.example/', links => :'links') \gset
select is(:'body'::json::text, connection_invitation_json(i, chr(1)
            || format('url 1 %s %s %s', :'acme', :'links'::json->0->>'id',
            :'links'::json->0->>'salt'))::text,
        'the invitation is answered, with its URL as a mark'),
    is(:revision, 1, 'its first revision is 1'),
    is(i.kind, 'connections', 'it is of this family'),
    is(i.organization_id, :'acme', 'of who invites'),
    is(row(i.alias_name, i.inviter_name, i.message, i.locale, i.redirect_url)
        ::text, '(Bolt,Jane,Hello,de,https://a.example/)',
        'with all that was said'),
    is(i.expires_at, i.created_at + interval '168 hours',
        'it lives seven days'),
    is(i.max_uses, 1, 'and is good for one')
from invitation i where id = :'id';
select is(r.email, 'Bolt@Example.com', 'its recipient, as typed'),
    is(r.email_key, 'bolt@example.com', 'and as compared'),
    is(r.is_live, true, 'holds the target'),
    is(r.delivery_state, 'queued', 'and will be mailed')
from recipient r where invitation_id = :'id';
select is(string_agg(concat_ws(' ', purpose, recipient_id is not null,
        id = (:'links'::json->(n - 1)::integer->>'id')::uuid), ', '
        order by n), 'returned f t, mailed t t',
    'the first link is for the caller, the second for the recipient')
from (select l.*, row_number() over (order by purpose desc) as n
    from link l where invitation_id = :'id') l;
select is(o.kind, 'invitation', 'a mail waits'),
    is(o.email, 'Bolt@Example.com', 'to the recipient'),
    is(o.link_id, (given.link(:'id')).id, 'with the link that is theirs'),
    is(o.state, 'queued', 'to be sent'),
    is(o.locale, 'de', 'in the language asked for')
from outbox o where invitation_id = :'id';
select is(given.events(:'id'), 'invitation.created', 'an event says so');
select is(cardinality(sent_at), 1, 'the mail counts'),
    is(organization_id, :'root', 'within the topmost organization')
from address_limit where email_key = 'bolt@example.com';

-- One live invitation.
select given.state() as before \gset
select code, body from pg_temp.invite(:'acme', :'caller',
    'BOLT@example.com') \gset
select is(:'code'::text, 'invitation_already_pending',
        'a second to the same address is refused'),
    is(:'body'::json->>'existingId', :'id', 'and told of the first'),
    is(given.state(), :'before', 'nothing is written');
select is((pg_temp.invite(:'acme', :'caller', 'bolt+1@example.com')).code,
    null, 'another address is another');
select is((pg_temp.invite(:'cord', :'root_key')).code, null,
    'and so is another inviter');
select given.expired(:'id');
select id as second from pg_temp.invite(:'acme', :'caller') \gset
select is(i.state, 'expired', 'an expired one makes room'),
    is(r.is_live, false, 'and lets go of the target')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'id';
create function pg_temp.invite_after(
    organization_id uuid, caller json, state text
) returns text
language plpgsql as $$
declare
    v_address text := state || '@example.com';
    v_id uuid := (given.invitation(organization_id, v_address)).id;
begin
    perform invitation_end(organization_id, v_id, state);
    return (pg_temp.invite(organization_id, caller, v_address)).code;
end
$$;
select is(pg_temp.invite_after(:'acme', :'caller', s), null,
    'one that was ' || s || ' blocks nothing')
from unnest('{accepted,rejected,revoked}'::text[]) s;

-- Connected already.
select given.organization('Dune', :'root', 'dune@example.com') as dune \gset
select given.connection(:'acme', :'dune') as connection \gset
select given.state('{address_limit}') as before \gset
select is((pg_temp.invite(:'acme', :'caller', 'dune@example.com')).code,
        'already_connected', 'who is connected is not invited'),
    is(given.state('{address_limit}'), :'before', 'and nothing is written');
update connection set status = 'pending';
select is((pg_temp.invite(:'acme', :'caller', 'dune@example.com')).code,
    'already_connected', 'nor who waits for approval');
update connection set status = 'archived';
select is((pg_temp.invite(:'acme', :'caller', 'dune@example.com')).code,
    null, 'but who was');

-- Too many mails to one address.
select id as one from pg_temp.invite(:'acme', :'caller', 'zap@example.com',
    address_per_hour => 1) \gset
select code, body from pg_temp.invite(:'cord', :'root_key',
    'zap@example.com', address_per_hour => 1) \gset
select is(:'code'::text, 'too_many',
        'an address is mailed so often from below one topmost'),
    is(:'body'::json->>'retryAfter', '3600', 'in an hour');
select is((pg_temp.invite(:'acme', :'caller', 'zap@example.com',
    address_per_hour => 1)).code, 'invitation_already_pending',
    'that one is pending is said first');
select is((select count(*)::int from recipient
    where email_key = 'zap@example.com'), 1, 'and nothing is written');
select given.organization('Alien') as alien \gset
select is((pg_temp.invite(:'alien', given.operator(), 'zap@example.com',
    address_per_hour => 1)).code, null, 'from elsewhere it may be mailed');

-- The rest.
select id from pg_temp.invite(:'acme', :'caller', 'long@example.com', 90)
\gset
select is(expires_at, created_at + interval '2160 hours',
    'it may live 90 days')
from invitation where id = :'id';
-- In a time zone whose clocks are put forward the day after tomorrow.
select format('AAA0BBB,J%s,J%s', day % 365 + 1, (day + 100) % 365 + 1) as zone
from (select extract(doy from now() + interval '1 day')::integer as day) d
\gset
set local timezone = :'zone';
select id from pg_temp.invite(:'acme', :'caller', 'summer@example.com') \gset
select is(extract(epoch from expires_at - created_at), 7 * 86400.0,
    'a day has 24 hours, whatever the session''s time zone')
from invitation where id = :'id';
reset timezone;

insert into suppression (organization_id, email_key)
values (:'acme', 'quiet@example.com');
select id from pg_temp.invite(:'acme', :'caller', 'Quiet@example.com') \gset
select is(delivery_state, 'suppressed', 'who wants no mail gets none'),
    is((select count(*)::int from outbox where invitation_id = :'id'), 0,
        'though the invitation lives')
from recipient where invitation_id = :'id';
update organization set email_key = null, email = null where id = :'acme';
select is((pg_temp.invite(:'acme', :'caller', 'acme@example.com')).code,
    null, 'who has no address has none of their own');

select * from finish();
