-- SPDX-License-Identifier: MIT
select plan(29);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'acme', 'organizations:write', role => 'Admin')
    as caller, given.caller(:'root', 'organizations:write') as root_key \gset
create function pg_temp.change(
    organization_id uuid, caller json, user_id uuid, role text
) returns reply
language sql as $$
    select member_update(organization_id, caller, '{role}', null, user_id,
        role)
$$;
select m.*::text as jane, id, invitation_id from given.member(:'acme') m
    \gset
select given.session(:'jane'::member, 'invitations:read') as session \gset
select given.guards(format('pg_temp.change(%L, $1, %L, ''Agent'')', :'acme',
    :'id'));
select given.state() as before \gset
select is((pg_temp.change(:'acme', :'caller', gen_random_uuid(),
        'Agent')).code, 'not_found', 'who is not there is unknown'),
    is((pg_temp.change(:'bolt', :'root_key', :'id', 'Agent')).code,
        'not_found', 'so is a member of another business'),
    is((pg_temp.change(:'water', :'root_key', :'id', 'Agent')).code,
        'not_found', 'what is no business has none');
select is((pg_temp.change(:'acme', :'caller', :'id', 'Owner')).code,
    'role_too_low', 'nobody makes another more than they are');
select is((pg_temp.change(:'acme', :'caller', :'id', 'Agent')).code, null,
    'the role of today');
select is(given.state(), :'before', 'changes nothing, no more than these');

select body, r.id as answered from pg_temp.change(:'acme', :'caller', :'id',
    'Admin') r \gset
select is(:'answered'::text, :'id', 'an Admin makes an Agent an Admin'),
    is(:'body'::json::text, member_json(m)::text, 'who is answered whole'),
    is(m.role, 'Admin', 'with the new role')
from member m;
select is((e).type, 'member.updated', 'an event says so'),
    is((e).organization_id, :'acme', 'of the business'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).invitation_id::text, :'invitation_id',
        'about who came by an invitation'),
    is((e).data::jsonb, jsonb_build_object('memberId', :'id',
        'role', 'Admin'), 'and what they are now')
from given.last_event() e;
select is((authority_of(:'session')).role, 'Admin',
        'a session has the new role at once'),
    is((authority_of(:'session')).scopes, session_scopes('Admin'),
        'and may what that may');
select is(k.role, 'Admin', 'its key says so'),
    is(k.scopes, session_scopes('Admin'), 'and lists it')
from api_key k where k.user_id = :'id';
select is(string_agg(k.role, ' ' order by k.role), 'Admin Owner',
    'other keys are as they were')
from api_key k where k.user_id is null
    and k.organization_id in (:'acme', :'root') and k.scopes = '{*}';

-- Owners.
update member set role = 'Owner' where id = :'id';
select is((pg_temp.change(:'acme', :'caller', :'id', 'Agent')).code,
    'role_too_low', 'an Admin touches no Owner');
select is((pg_temp.change(:'acme', :'root_key', :'id', 'Admin')).code,
    'last_owner', 'the last Owner stays');
select given.member(:'acme', 'john@example.com', 'Owner');
select is((pg_temp.change(:'acme', :'root_key', :'id', 'Admin')).code, null,
    'one of two may be lowered');
select is((authority_of(:'session')).role, 'Admin',
    'and is in a session too');
update api_key set revoked_at = now() where user_id = :'id';
update member set removed_at = now(), password_hash = null where id = :'id';
select is((pg_temp.change(:'acme', :'root_key', :'id', 'Agent')).code,
    'not_found', 'who was removed is unknown');

select * from finish();
