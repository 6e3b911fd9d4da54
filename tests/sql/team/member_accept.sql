-- SPDX-License-Identifier: MIT
select plan(48);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select gen_random_uuid() as request \gset
create function pg_temp.accept(
    l link, email_key text default null, first_name text default 'Jane',
    last_name text default 'Doe', password_hash text default 'scrypt',
    required text[] default '{}', request_id uuid default null
) returns reply
language sql as $$
    select member_accept(l, email_key, first_name, last_name, password_hash,
        required, request_id)
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    select concat_ws(' ', r.code, string_agg(concat_ws(' ', e->>'pointer',
        e->>'code'), ', '))
    from json_array_elements(r.body->'errors') e
$$;
select id from given.team_invitation(:'acme', 'Jane@Example.com', 'Admin')
    \gset
update license set seat_limit = 1;
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(given.link(:'id'),
        'john@example.com')), 'invalid_fields #/email not_allowed',
        'another address than the one invited is refused'),
    is(pg_temp.wrong(pg_temp.accept(given.link(:'id'), null, null, null, null,
        '{firstName,lastName,password}')), 'invalid_fields '
        '#/firstName required, #/lastName required, #/password required',
        'what is asked for must be given'),
    is(pg_temp.wrong(pg_temp.accept(given.link(:'id'), null, null, 'Doe',
        null, '{firstName,lastName}')), 'invalid_fields #/firstName required',
        'and nothing else'),
    is(given.state(), :'before', 'and nothing is written');

select body, r.id as member_id from pg_temp.accept(given.link(:'id'),
    'jane@example.com', request_id => :'request') r \gset
select is(:'body'::json::text, json_build_object('member', member_json(m),
        'alreadyAccepted', false)::text, 'the member is answered'),
    is(m.id::text, :'member_id', 'with its id'),
    is(m.organization_id, :'acme', 'in the team of who invited'),
    is(m.invitation_id, :'id', 'by the invitation'),
    is(row(m.email, m.email_key)::text,
        '(Jane@Example.com,jane@example.com)', 'with the address invited'),
    is(row(m.first_name, m.last_name)::text, '(Jane,Doe)', 'a name'),
    is(m.role, 'Admin', 'the role granted'),
    is(m.password_hash, 'scrypt', 'and a password'),
    is(m.removed_at, null, 'a member')
from member m;
select is(i.state, 'accepted', 'the invitation is accepted'),
    is(i.use_count, 1, 'once'),
    cmp_ok(i.accepted_at, '>=', now(), 'now'),
    is(i.license_quantity, 1, 'and has kept its seat'),
    is(r.is_live, false, 'its target is free')
from invitation i join recipient r on r.invitation_id = i.id;
select is(seat_used(:'acme'), 1, 'the seat is used'),
    is(seat_reserved(:'acme', clock_timestamp()), 0, 'no longer reserved');
select is(row(a.organization_id, a.source_id, a.subject)::text,
    format('(%s,%s,jane@example.com)', :'acme', :'id'),
    'who accepted is on record') from acceptance a;
select is(state, 'dropped', 'no dead link is mailed') from outbox;
select is(given.events(:'id'),
        'invitation.created invitation.accepted member.joined',
        'events say so'),
    is((e).actor, 'link:' || (given.link(:'id')).id, 'by the link'),
    is((e).request_id, :'request', 'in a request'),
    is((e).data::jsonb, jsonb_build_object('memberId', :'member_id',
        'role', 'Admin'), 'who, and as what')
from given.last_event() e;

-- Again.
select given.state() as before \gset
select is(r.body::text, json_build_object('member', member_json(m),
        'alreadyAccepted', true)::text, 'the first result is answered again'),
    is(r.id, m.id, 'with its id')
from pg_temp.accept(given.link(:'id'), 'jane@example.com', 'Mallory', null,
    'another password', '{firstName,lastName,password}') r, member m;
select is(pg_temp.wrong(pg_temp.accept(given.link(:'id'),
    'john@example.com')), 'invalid_fields #/email not_allowed',
    'but to nobody else');
select is(given.state(), :'before',
    'and nothing is written, least of all a password');

-- A member without a password, or a name.
update license set seat_limit = null;
select id from given.team_invitation(:'acme', 'john@example.com') \gset
select is((pg_temp.accept(given.link(:'id'), null, null, null, null)).code,
    null, 'nothing need be said');
select is(row(first_name, last_name, password_hash)::text, '(,,)',
    'so nothing is known') from member where invitation_id = :'id';

-- Dead ones.
create function pg_temp.accept_in(
    organization_id uuid, state text, replaced_at timestamptz default null
) returns text
language plpgsql as $$
declare
    v_made invitation := given.team_invitation(organization_id,
        gen_random_uuid() || '@example.com');
    v_link link := given.link(v_made.id);
    v_before text;
    v_code text;
begin
    update invitation i set state = accept_in.state,
        expires_at = case accept_in.state when 'expired' then clock_timestamp()
            else i.expires_at end
    where i.id = v_made.id;
    update link l set replaced_at = accept_in.replaced_at
    where l.id = v_link.id;
    v_before := given.state();
    v_code := (pg_temp.accept(v_link)).code;
    return v_code || case when given.state() <> v_before then ' written'
        else '' end;
end
$$;
select is(pg_temp.accept_in(:'acme', s), 'invitation_' || s, s)
from unnest('{expired,revoked,rejected}'::text[]) s;
select is(pg_temp.accept_in(:'acme', 'pending', now()), 'link_replaced',
    'a link that was replaced');

-- Who granted the role must be able to still.
select given.caller(:'root', role => 'Admin') as caller \gset
select id from given.team_invitation(:'acme', 'a@example.com', 'Admin',
    :'caller') \gset
update api_key set role = 'Agent' where id = (:'caller'::json->>'key_id')::uuid;
select given.state() as before \gset
select is(r.code, 'role_too_low', 'who granted a role may not any more'),
    is(r.body->>'detail', 'Who granted this role may not any more: '
        'the invitation must be sent again.', 'which is said')
from pg_temp.accept(given.link(:'id')) r;
select is(given.state(), :'before', 'the invitation waits');
select is((pg_temp.accept(given.link(id))).code, null,
    'what they may grant still they have')
from given.team_invitation(:'acme', 'b@example.com', 'Agent', :'caller');
update api_key set role = 'Owner', revoked_at = now()
where id = (:'caller'::json->>'key_id')::uuid;
select is((pg_temp.accept(given.link(:'id'))).code, 'role_too_low',
    'a revoked key grants nothing');
select is((invitation_do_resend(:'acme', :'id', 'team', given.authority(
        given.caller(:'acme', role => 'Admin')), false, given.links(), '{1}',
        60, 100)).code, null, 'another sends it again');
select is((pg_temp.accept(given.link(:'id'))).code, null,
    'and grants the role');

-- Who became a member by another invitation.
select id from given.team_invitation(:'acme', 'twice@example.com') \gset
update recipient set is_live = false where invitation_id = :'id';
select given.member(:'acme', 'twice@example.com');
select is((pg_temp.accept(given.link(:'id'))).code, 'already_member',
    'nobody is a member twice');

-- Who was removed is answered as then.
select m.id, m.invitation_id from given.member(:'acme', 'gone@example.com') m
    \gset
select member_remove(:'acme', given.operator(), :'id');
select given.state() as before \gset
select is(r.code, null, 'who was removed and clicks again'),
    is(r.body->'member'->>'id', :'id', 'is told what came of it'),
    is((r.body->>'alreadyAccepted')::boolean, true, 'long ago'),
    is(given.state(), :'before', 'but is no member again')
from pg_temp.accept(given.link(:'invitation_id')) r;

select * from finish();
