-- SPDX-License-Identifier: MIT
select plan(22);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'bolt@example.com') as bolt \gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset
select id as link, given.hash(l) as hash from given.link(:'id') l \gset
create function pg_temp.accept(
    l link, business_name text default null, email text default null,
    proof_hash text default null
) returns reply
language plpgsql as $$
begin
    return given.accept(given.door(l, json_strip_nulls(
        json_build_object('businessName', business_name, 'email', email)),
        proof_hash));
end
$$;
select given.state() as before \gset
select is((link_accept(:'acme', given.visitor(), :'link', repeat('0', 64),
        null, null, null, null, null, null, '{}')).code, 'not_found',
        'a token never made is unknown'),
    is((link_accept(:'bolt', given.visitor(), :'link', :'hash', null, null,
        null, null, null, null, '{}')).code, 'not_found',
        'so is one under another organization'),
    is((pg_temp.accept(given.link(:'id', 'returned'))).code,
        'invalid_fields', 'what the family asks for is asked for'),
    is((pg_temp.accept(given.link(:'id', 'returned'))).body->'errors'->0
        ->>'pointer', '#/proof', 'by its field'),
    is(given.state(), :'before', 'and nothing is written');

select body, id as connection, revision from pg_temp.accept(given.link(:'id'))
\gset
select is(:'body'::json->>'status', 'accepted', 'it is accepted'),
    is(:'body'::json->>'alreadyAccepted', 'false', 'new'),
    is(:'body'::json->>'connection', connection_json(c)::text,
        'with the connection as the acceptor has it'),
    is(array(select json_object_keys(:'body') k order by k),
        '{alreadyAccepted,connection,status}', 'and nothing else'),
    is(:'connection', c.id::text, 'and its id'),
    is(:revision, c.revision, 'and revision')
from connection c where organization_id = :'bolt';
select is((e).actor, 'link:' || :'link', 'the link has done it'),
    is((e).request_id, '00000000-0000-0000-0000-000000000001'::uuid,
        'for the request')
from given.last_event() e;
select given.state() as before \gset
select is((pg_temp.accept(given.link(:'id'))).body->>'alreadyAccepted',
        'true', 'again, it is the same'),
    is((pg_temp.accept(given.link(:'id', 'returned'))).code,
        'invitation_used_up', 'for who proves nothing it is used up'),
    is(given.state(), :'before', 'and nothing is written');

select id as public from given.public_link(:'acme', true) \gset
select given.proof(l, 'new@example.com') as proof
from link l where id = :'public' \gset
select code, body from link l, pg_temp.accept(l, 'New', null, :'proof')
where l.id = :'public' \gset
select is(:'code'::text, 'pending', 'what waits for approval says so'),
    is(:'body'::json->>'status', 'pending', 'as its status'),
    is(:'body'::json->'connection'->>'status', 'pending',
        'and its connection''s');
update connection set status = 'active' where status = 'pending';
select is((r).code, null, 'once it is approved it is done'),
    is((r).body->>'status', 'accepted', 'and accepted')
from link l, pg_temp.accept(l, 'New', null, :'proof') r
where l.id = :'public';
update public_invite_settings set is_enabled = false;
select is((pg_temp.accept(l)).code, 'public_link_closed',
    'what is refused is said')
from link l where l.id = :'public';

select * from finish();
