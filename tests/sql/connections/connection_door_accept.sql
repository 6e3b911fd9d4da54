-- SPDX-License-Identifier: MIT
select plan(47);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', 'acme@example.com') as acme,
    given.organization('Cord', :'root', 'cord@example.com') as cord \gset
create function pg_temp.accept(
    l link, business_name text default null, email text default null,
    proof_hash text default null
) returns reply
language plpgsql as $$
begin
    return connection_door_accept(given.door(l, json_strip_nulls(
        json_build_object('businessName', business_name, 'email', email)),
        proof_hash));
end
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    -- Which field is wrong, and how.
    select concat_ws(' ', r.code, r.body->'errors'->0->>'pointer',
        r.body->'errors'->0->>'code')
$$;

-- A mailed link, of somebody unknown.
select id from given.invitation(:'acme', 'Bolt@Example.com') \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(given.link(:'id'))),
        'invalid_fields #/businessName required',
        'somebody unknown says the name of their business'),
    is(pg_temp.wrong(pg_temp.accept(given.link(:'id'), 'Bolt',
        'other@example.com')), 'invalid_fields #/email not_allowed',
        'another address than the one proved is refused'),
    is(given.state(), :'before', 'and nothing is written');
select body, id as connection
from pg_temp.accept(given.link(:'id'), 'Bolt Ltd') \gset
select o.id as bolt from organization o where o.name = 'Bolt Ltd' \gset
select is(email, 'Bolt@Example.com', 'a business is made of it, its address '
        'as it was typed when it was invited'),
    is(email_key, 'bolt@example.com', 'compared folded'),
    is(is_email_vouched, true, 'proved'),
    is(ancestor_ids, array[:'root']::uuid[], 'below the topmost')
from organization where id = :'bolt';
select is(:'body'::json->>'alreadyAccepted', 'false', 'it is accepted'),
    is(:'body'::json->'connection'->>'businessId', :'bolt', 'by that one'),
    is(:'body'::json->'connection'->>'connectedBusinessId', :'acme',
        'from who invited'),
    is(:'body'::json->'connection'->>'aliasName', null, 'under no alias');
select is(string_agg(concat_ws(' ', e.type, o.name), ', '
        order by e.type desc, o.name), 'organization.created Bolt Ltd, '
    'invitation.accepted Acme, connection.created Acme, '
    'connection.created Bolt Ltd', 'events say all of it')
from event e join organization o on o.id = e.organization_id
where e.actor = 'link:' || (given.link(:'id')).id;
select is(string_agg(subject, ' ' order by subject),
    'bolt@example.com organization:' || :'bolt',
    'it is known who accepted, by address and business')
from acceptance;

-- A second click.
select given.state() as before \gset
select is((v).id, :'connection', 'again, it is the first result'),
    is((v).body->>'alreadyAccepted', 'true', 'marked so')
from pg_temp.accept(given.link(:'id'), 'Bolt Ltd') v;
select is((pg_temp.accept(given.link(:'id'))).id, :'connection',
        'also without a name'),
    is(given.state(), :'before', 'and no second business is made');
update organization set email_key = 'new@example.com', email = 'n'
where id = :'bolt';
select is((pg_temp.accept(given.link(:'id'))).id, :'connection',
    'also when the business has another address by now');
select is((pg_temp.accept(given.link(:'id', 'returned'))).code,
    'invitation_used_up', 'who proves nothing is too late');

-- A mailed link, of somebody known.
select id from given.invitation(:'acme', 'cord@example.com') \gset
select id as connection from pg_temp.accept(given.link(:'id'), 'Ignored')
\gset
select is(organization_id, :'cord', 'the business with the address accepts')
from connection where id = :'connection' and organization_id <> :'acme';
select is((select count(*)::int from organization where name = 'Ignored'), 0,
    'and none is made');

-- Two businesses of one address are not known by it.
select given.organization('One', :'root', 'two@example.com'),
    given.organization('Two', :'root', 'two@example.com') \gset two_
select id from given.invitation(:'acme', 'two@example.com') \gset
select is(pg_temp.wrong(pg_temp.accept(given.link(:'id'))),
    'invalid_fields #/businessName required',
    'where two have the address a third may be meant');

-- A returned link.
select id from given.invitation(:'acme', 'Dune@example.com') \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(given.link(:'id', 'returned'),
        'Dune')), 'invalid_fields #/proof required',
        'a link that was returned asks for a proof'),
    is(pg_temp.wrong(pg_temp.accept(given.link(:'id', 'returned'), 'Dune',
        proof_hash => repeat('0', 64))),
        'invalid_fields #/proof not_allowed', 'a good one'),
    is(given.state(), :'before', 'and nothing is written');
select given.proof(l, 'dune@example.com') as proof
from given.link(:'id', 'returned') l \gset
select (pg_temp.accept(given.link(:'id', 'returned'), 'Dune',
    proof_hash => :'proof')).id as connection \gset
select is(email, 'Dune@example.com',
    'with which it makes the business of the address invited')
from organization where name = 'Dune';
select is((pg_temp.accept(given.link(:'id'))).id, :'connection',
    'the mailed link then gives the same result');

-- A link that opens nothing.
select id from given.invitation(:'acme', 'late@example.com') \gset
select given.expired(:'id');
select given.state() as before \gset
select is((pg_temp.accept(given.link(:'id'), 'Late')).code,
        'invitation_expired', 'a link that opens nothing makes nothing'),
    is((pg_temp.accept(given.link(:'id', 'returned'))).code,
        'invitation_expired', 'and says so before it asks'),
    is(given.state(), :'before', 'nothing is written');
select given.organization('Late', :'root', 'late@example.com') as late \gset
select is((pg_temp.accept(given.link(:'id'))).code, 'invitation_expired',
    'a business that is known is told the same');

-- One's own.
select id from given.invitation(:'acme', 'mine@example.com') \gset
update organization set email = 'mine@example.com',
    email_key = 'mine@example.com' where id = :'acme';
select given.state() as before \gset
select is((pg_temp.accept(given.link(:'id'), 'Mine')).code,
        'own_invitation', 'nobody accepts their own'),
    is(given.state(), :'before', 'and nothing is written');

-- A refusal that is known only after the business was made undoes it.
select id from given.invitation(:'acme', 'race@example.com') \gset
create function pg_temp.race(id uuid) returns text
language plpgsql as $$
-- It expires between the two looks at the clock.
begin
    update invitation i set expires_at = clock_timestamp()
    where i.id = race.id;
    perform pg_temp.accept(given.link(id), 'Race');
    return 'accepted';
exception when sqlstate 'US001' then
    return sqlerrm;
end
$$;
select is(pg_temp.race(:'id'), 'invitation_expired', 'it is raised');
select is((select count(*)::int from organization where name = 'Race'), 0,
    'so that no business is left over');

-- A public link.
select id as public from given.public_link(:'acme') \gset
create function pg_temp.visit(
    link_id uuid, business_name text, email text, proof_hash text
) returns reply
language plpgsql as $$
begin
    return pg_temp.accept((select l from link l where l.id = link_id),
        business_name, email, proof_hash);
end
$$;
select given.proof(l, 'Echo@example.com') as proof
from link l where id = :'public' \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.visit(:'public', 'Echo', 'Echo@example.com',
        null)), 'invalid_fields #/proof required',
        'a visitor proves an address'),
    is(pg_temp.wrong(pg_temp.visit(:'public', 'Echo', 'Foxtrot@example.com',
        :'proof')), 'invalid_fields #/email not_allowed', 'the one typed'),
    is(pg_temp.wrong(pg_temp.visit(:'public', null, 'Echo@example.com',
        :'proof')), 'invalid_fields #/businessName required',
        'and gives a name'),
    is(given.state(), :'before', 'nothing is written');
select id as connection from pg_temp.visit(:'public', 'Echo',
    'ECHO@example.com', :'proof') \gset
select is(email, 'ECHO@example.com', 'the address is kept as typed')
from organization where name = 'Echo';
select is((pg_temp.visit(:'public', 'Echo', 'echo@example.com', :'proof'))
    .id, :'connection', 'a second click makes nothing');
select given.proof(l, 'golf@example.com') as proof
from link l where id = :'public' \gset
select (pg_temp.visit(:'public', 'Golf', null, :'proof')).id as id \gset
select is(email, 'golf@example.com',
    'an address that is not typed again is the one proved')
from organization where name = 'Golf';

-- After the connection was archived the same address is the same business.
update connection set status = 'archived';
update organization set is_email_vouched = false where name = 'Echo';
update verification set proof_expires_at = now() + interval '1 hour';
select encode(proof_hash, 'hex') as proof from verification
where email_key = 'echo@example.com' \gset
select body from pg_temp.visit(:'public', null, null, :'proof') \gset
select is(:'body'::json->>'alreadyAccepted', 'false',
        'who left and comes back has a new connection'),
    is(:'body'::json->'connection'->>'businessId', o.id::text,
        'for the business of before')
from organization o where name = 'Echo';

update public_invite_settings set requires_approval = true;
update connection set status = 'archived';
select is((pg_temp.visit(:'public', null, null, :'proof')).code, 'pending',
    'where approval is asked for it waits');
update public_invite_settings set is_enabled = false;
select is((pg_temp.visit(:'public', null, null, :'proof')).code, 'pending',
    'closed, the same visitor gets the result of before');
select is((pg_temp.visit(:'public', 'New', null, null)).code,
    'public_link_closed', 'and others are told that it is');

select * from finish();
