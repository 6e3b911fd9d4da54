-- SPDX-License-Identifier: MIT
select plan(30);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt \gset
select given.caller(:'acme', 'organizations:write', role => 'Admin')
    as caller, given.caller(:'root', 'organizations:write') as root_key \gset
select m.*::text as jane, id, invitation_id from given.member(:'acme') m
    \gset
select given.session(:'jane'::member, 'invitations:read') as session \gset
select m.*::text as owner, id as owner_id from given.member(:'acme',
    'owner@example.com', 'Owner') m \gset
select given.session(:'owner'::member, 'organizations:write')
    as owner_session \gset
select given.guards(format('member_remove(%L, $1, %L)', :'acme', :'id'));
select given.state() as before \gset
select is((member_remove(:'acme', :'caller', gen_random_uuid())).code,
        'not_found', 'who is not there is unknown'),
    is((member_remove(:'bolt', :'root_key', :'id')).code, 'not_found',
        'so is a member of another business'),
    is((member_remove(:'acme', :'caller', :'owner_id')).code,
        'role_too_low', 'nobody removes who stands above them'),
    is((member_remove(:'acme', :'root_key', :'owner_id')).code,
        'last_owner', 'the last Owner stays'),
    is((member_remove(:'acme', :'owner_session', :'owner_id')).code,
        'last_owner', 'who cannot leave either'),
    is(given.state(), :'before', 'and nothing is written');

select is(seat_used(:'acme'), 2, 'two seats are used');
select is(member_remove(:'acme', :'caller', :'id')::text, '(,,,,)',
    'a member is removed');
select is(seat_used(:'acme'), 1, 'the seat is free');
select cmp_ok(m.removed_at, '>=', now(), 'it is known when'),
    is(m.password_hash, null, 'the password is forgotten'),
    is(m.email, 'jane@example.com', 'it is known who')
from member m where m.id = :'id';
select is((e).type, 'member.removed', 'an event says so'),
    is((e).organization_id, :'acme', 'of the business'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).invitation_id::text, :'invitation_id',
        'about who came by an invitation'),
    is((e).data::jsonb, jsonb_build_object('memberId', :'id'), 'and who')
from given.last_event() e;
select is((authority_of(:'session')).problem, 'key_invalid',
    'the sessions have ended');
select cmp_ok(k.revoked_at, '>=', now(), 'their keys say so')
from api_key k where k.user_id = :'id';
select is(count(*)::int, 0, 'no other key was revoked')
from api_key k where k.revoked_at >= now()
    and k.user_id is distinct from :'id' and k.name <> 'tests';
select given.state() as before \gset
select is((member_remove(:'acme', :'caller', :'id')).code, null,
    'doing it again is fine');
select is(given.state(), :'before', 'and changes nothing');
select is((team_invitation_create(:'acme', :'root_key', given.links(1), 10,
    'jane@example.com', 'jane@example.com', null, null, null, null, null))
    .code, null, 'the person may be invited again');
select given.member(:'acme', 'other@example.com', 'Owner');
select is((member_remove(:'acme', :'owner_session', :'owner_id')).code, null,
    'with another Owner there the first may leave');
select is((member_remove(:'acme', :'owner_session', :'owner_id')).code,
    'key_invalid', 'by a session that ends with it');

select * from finish();
