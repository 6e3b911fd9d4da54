-- SPDX-License-Identifier: MIT
select plan(34);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'Bolt@Example.com',
        is_vouched => false) as bolt,
    given.organization('Cord', :'root') as cord,
    given.organization('Water', :'root', kind => 'company') as water,
    given.organization('Alien') as alien \gset
select given.caller(:'bolt') as caller, given.caller(:'root') as root_key
\gset
create function pg_temp.accept(
    organization_id uuid, caller json, l link, hash text default null,
    alias_name text default null
) returns reply
language sql as $$
    select connection_invitation_accept(organization_id, caller,
        l.organization_id, l.id, coalesce(hash, given.hash(l)), alias_name)
$$;
select id from given.invitation(:'acme', 'bolt@example.com') \gset
select id as link, given.hash(l) as hash from given.link(:'id') l \gset
select given.guards(format('connection_invitation_accept(%L, $1, %L, %L, '
    '%L, null)', :'bolt', :'acme', :'link', :'hash'));
select given.state() as before \gset
select is((pg_temp.accept(:'bolt', :'caller', given.link(:'id'),
        repeat('0', 64))).code, 'not_found',
        'a token never made is unknown'),
    is((connection_invitation_accept(:'bolt', :'caller', :'cord', :'link',
        :'hash', null)).code, 'not_found',
        'so is one under another organization'),
    is((pg_temp.accept(:'water', :'root_key', given.link(:'id'))).code,
        'not_found', 'what is no business accepts nothing'),
    is((pg_temp.accept(:'acme', :'root_key', given.link(:'id'))).code,
        'own_invitation', 'and nobody their own'),
    is(given.state(), :'before', 'and nothing is written');

-- By the link that was returned: the address is not proved by it.
select id as first from given.invitation(:'cord', 'bolt@example.com') \gset
select body, id as connection, revision from pg_temp.accept(:'bolt',
    :'caller', given.link(:'first', 'returned'), alias_name => 'Mine') \gset
select is(:'body'::jsonb - 'alreadyAccepted', connection_json(c)::jsonb,
        'the connection is answered as this business has it'),
    is(:'body'::json->>'alreadyAccepted', 'false', 'and that it is new'),
    is(:'connection', c.id::text, 'with its id'),
    is(:revision, c.revision, 'and revision'),
    is(c.alias_name, 'Mine', 'under its alias')
from connection c where organization_id = :'bolt';
select is((e).actor, given.actor(:'caller'), 'the key has done it'),
    is((e).request_id::text, :'caller'::json->>'request_id',
        'for the request')
from given.last_event() e;
select is(is_email_vouched, false, 'a link that was returned proves nothing'),
    is(revision, 1, 'and changes nothing of the business')
from organization where id = :'bolt';
select given.state() as before \gset
select is((pg_temp.accept(:'bolt', :'caller', given.link(:'first',
        'returned'))).body->>'alreadyAccepted', 'true',
        'again, it is the same, marked so'),
    is(given.state(), :'before', 'and nothing is written'),
    is((pg_temp.accept(:'acme', :'root_key', given.link(:'first'))).code,
        'invitation_used_up', 'another is too late');

-- By the link that was mailed.
select (pg_temp.accept(:'bolt', :'caller', given.link(:'id'))).code \gset
select is(is_email_vouched, true, 'a mailed link proves the address'),
    is(email, 'Bolt@Example.com', 'as it is'),
    is(revision, 2, 'which is a change')
from organization where id = :'bolt';
select is((e).organization_id, :'bolt', 'an event says so'),
    is((e).type, 'organization.updated', 'as of any change'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).data::jsonb, '{"members": ["emailVouched"]}', 'with the member')
from given.last_event() e;
select id as third from given.invitation(:'alien', 'bolt@example.com') \gset
select (pg_temp.accept(:'bolt', :'caller', given.link(:'third'))).code \gset
select is(revision, 2, 'what is vouched for is not changed again')
from organization where id = :'bolt';

-- Mailed to another.
select given.organization('Dune', :'root', 'dune@example.com',
    is_vouched => false) as dune \gset
select id as fourth from given.invitation(:'acme', 'other@example.com')
\gset
select (pg_temp.accept(:'dune', :'root_key', given.link(:'fourth'))).code
\gset
select is(is_email_vouched, false,
    'a link mailed to another proves nothing of one''s own address')
from organization where id = :'dune';

-- A public link.
select id as public from given.public_link(:'acme', true) \gset
select given.organization('Echo', :'root') as echo \gset
select is(r.code, 'pending', 'where approval is asked for it waits'),
    is(r.body->>'status', 'pending', 'as it says')
from link l, pg_temp.accept(:'echo', :'root_key', l) r where l.id = :'public';

select id as team from given.invitation(:'acme', 'team@example.com') \gset
update invitation set kind = 'team' where id = :'team';
select is((pg_temp.accept(:'echo', :'root_key', given.link(:'team'))).code,
    'not_found', 'one of another family is unknown here');

select * from finish();
