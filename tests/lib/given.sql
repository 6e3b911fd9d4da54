-- SPDX-License-Identifier: MIT
-- What SQL tests start from, in a schema of its own: given.invitation(…) and
-- the like. It calls what search_path finds, as the schema's owner.

create schema given;

-- ---- who calls ----

create function given.organization(
    name text, parent_id uuid default null, email text default null,
    kind text default 'business', is_vouched boolean default true
) returns uuid
language plpgsql as $$
-- An organization; its address is vouched for unless is_vouched says no.
declare
    v_id uuid := gen_random_uuid();
begin
    insert into organization (id, kind, name, email, email_key,
        is_email_vouched, ancestor_ids)
    values (v_id, kind, name, email, lower(email),
        email is not null and is_vouched, coalesce((
            select o.ancestor_ids || o.id from organization o
            where o.id = parent_id), '{}'));
    return v_id;
end
$$;

create function given.caller(
    organization_id uuid, scope text default 'invitations:write',
    scopes text[] default '{*}', role text default 'Owner'
) returns json
language plpgsql as $$
-- A new key of an organization, as the worker reads it for a route that
-- needs the scope.
declare
    v_id uuid := gen_random_uuid();
begin
    insert into api_key (organization_id, id, name, hash, hint, scopes, role)
    values (organization_id, v_id, 'tests', sha256(uuid_send(v_id)), 'hint',
        scopes, role);
    return json_build_object('request_id', gen_random_uuid(),
        'scope', scope, 'key_organization_id', organization_id,
        'key_id', v_id, 'key_hash', encode(sha256(uuid_send(v_id)), 'hex'));
end
$$;

create function given.actor(caller json) returns text
language sql as $$
    -- Whom events name for a caller with a key.
    select 'key:' || (caller->>'key_id')
$$;

create function given.nobody() returns json
language sql as $$
    -- A caller with a key that was never made.
    select json_build_object('request_id', gen_random_uuid(),
        'scope', 'invitations:write', 'key_organization_id',
        gen_random_uuid(), 'key_id', gen_random_uuid(),
        'key_hash', encode(sha256('nobody'), 'hex'))
$$;

create function given.operator() returns json
language sql as $$
    -- The command line.
    select json_build_object('request_id', gen_random_uuid(),
        'is_operator', true)
$$;

create function given.authority(caller json) returns authority
language plpgsql as $$
-- What a caller may do.
begin
    return authority_of(caller);
end
$$;

create function given.visitor() returns json
language sql as $$
    -- Who calls a door without a key.
    select json_build_object('request_id', gen_random_uuid())
$$;

-- ---- what is minted ----

create function given.minted(number integer default 1) returns json
language sql as $$
    -- A link, key or proof as the worker mints it.
    select json_build_object('id', uuid_v7(), 'number', number, 'salt',
        replace(gen_random_uuid()::text, '-', ''), 'hint', 'hint',
        'hash', encode(sha256(uuid_send(gen_random_uuid())), 'hex'),
        'unsubscribe_hash',
            encode(sha256(uuid_send(gen_random_uuid())), 'hex'))
$$;

create function given.links(count integer default 2, number integer default 1)
returns json
language sql as $$
    select json_agg(given.minted(number)) from generate_series(1, count)
$$;

create function given.code(digits text) returns json
language sql as $$
    -- A code as the worker mints it: its check stands for the digits.
    select json_build_object('number', 1, 'salt',
        replace(gen_random_uuid()::text, '-', ''),
        'check', encode(sha256(digits::bytea), 'hex'))
$$;

create function given.checks(digits text) returns text[]
language sql as $$
    -- What the worker makes of the digits that somebody types.
    select array[repeat('0', 64), encode(sha256(digits::bytea), 'hex')]
$$;

-- ---- what was done before ----

create function given.invitation(
    organization_id uuid, email text default 'bolt@example.com',
    expires_in_days integer default null
) returns invitation
language plpgsql as $$
-- An invitation to a connection.
declare
    v_done reply := connection_invitation_create(organization_id,
        given.operator(), given.links(), 1000, email, lower(email), 'Bolt',
        expires_in_days, 'Jane', 'Join us.', null, null);
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return (select i from invitation i where i.id = v_done.id);
end
$$;

create function given.merchant_invitation(
    organization_id uuid, email text default 'Mara@Example.com',
    phone text default null, sms_gateway text default null
) returns invitation
language plpgsql as $$
-- An invitation to a merchant's contact.
declare
    v_done reply := merchant_invitation_create(organization_id,
        given.operator(), given.links(1), 1000, sms_gateway, 'Mara', 'Moss',
        email, lower(email), phone, null, 'Jane', 'Join us.', null, null);
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return (select i from invitation i where i.id = v_done.id);
end
$$;

create function given.link(invitation_id uuid, purpose text default 'mailed')
returns link
language sql as $$
    -- The link of today.
    select l from link l
    where l.invitation_id = link.invitation_id
        and l.purpose = link.purpose and l.replaced_at is null
$$;

create function given.public_link(
    organization_id uuid, requires_approval boolean default false
) returns link
language sql as $$
    select public_invite_settings_update(organization_id, given.operator(),
        given.links(1), '{enabled,requiresApproval}', null, true,
        requires_approval);
    select l from link l join public_invite_settings s on s.link_id = l.id
    where s.organization_id = public_link.organization_id
$$;

create function given.hash(l link) returns text
language sql as $$
    -- The hash of a link's token, as the worker sends it.
    select encode(l.hash, 'hex')
$$;

create function given.connection(
    inviter_id uuid, acceptor_id uuid, l link default null
) returns uuid
language plpgsql as $$
-- A connection by an invitation, or by the link given.
declare
    v_done reply;
begin
    if l.id is null then
        l := given.link((given.invitation(inviter_id,
            acceptor_id || '@example.com')).id);
    end if;
    v_done := connection_invitation_accept(acceptor_id, given.operator(),
        inviter_id, l.id, given.hash(l), null);
    if v_done.code <> 'pending' then
        raise '%', v_done.code;
    end if;
    return v_done.id;
end
$$;

create function given.proof(l link, email text) returns text
language plpgsql as $$
-- The hash of a good proof of an address at a link.
declare
    v_proof json := given.minted();
    v_done reply := link_verify(l.organization_id, given.visitor(), l.id,
        given.hash(l), given.code('123456'), email, lower(email));
begin
    v_done := link_confirm(l.organization_id, given.visitor(), l.id,
        given.hash(l), v_proof, given.checks('123456'), email, lower(email));
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return v_proof->>'hash';
end
$$;

-- ---- applicants ----

create function given.people(emails text[]) returns json
language sql as $$
    -- New applicants as the worker gives them.
    select json_agg(json_build_object('first_name', 'Jim', 'last_name',
        'Tester', 'email', e, 'email_key', lower(e)) order by n)
    from unnest(emails) with ordinality u (e, n)
$$;

create function given.esign(
    organization_id uuid, name text default 'Terms',
    "text" text default 'I agree.'
) returns uuid
language sql as $$
    select (esign_template_create(organization_id, given.operator(), name,
        "text")).id
$$;

create function given.questions(
    organization_id uuid, fields json default '[
        {"key": "size", "label": "Size", "type": "number"},
        {"key": "town", "label": "Town", "type": "text",
         "is_required": true}]'
) returns uuid
language sql as $$
    select (custom_field_template_create(organization_id, given.operator(),
        'Questions', fields)).id
$$;

create function given.applicants(
    organization_id uuid, emails text[] default '{jim@example.com}',
    business_id uuid default null, documents uuid[] default null,
    template_id uuid default null, custom_fields json default null
) returns invitation
language plpgsql as $$
-- An invitation of applicants, to a new business if none is named.
declare
    v_done reply := applicant_invitation_create(organization_id,
        given.operator(), given.links(2 * cardinality(emails)), 1000,
        case when business_id is null then
            json_build_object('name', uuid_v7()) end, business_id, null,
        null, given.people(emails), null, null, documents, template_id,
        custom_fields, null, null, null, null);
begin
    if v_done.code is not null then
        raise '% %', v_done.code, v_done.body;
    end if;
    return (select i from invitation i where i.id = v_done.id);
end
$$;

create function given.link_of(
    invitation_id uuid, email text, purpose text default 'mailed'
) returns link
language sql as $$
    -- The link of today of one recipient.
    select l from link l join recipient r on r.id = l.recipient_id
    where l.invitation_id = link_of.invitation_id
        and r.email_key = lower(link_of.email)
        and l.purpose = link_of.purpose and l.replaced_at is null
$$;

create function given.team_invitation(
    organization_id uuid, email text default 'jane@example.com',
    role text default 'Agent', caller json default given.operator()
) returns invitation
language plpgsql as $$
-- An invitation to a team.
declare
    v_done reply := team_invitation_create(organization_id, caller,
        given.links(1), 1000, email, lower(email), role, 'Ann', 'Join us.',
        null, null);
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return (select i from invitation i where i.id = v_done.id);
end
$$;

create function given.member(
    organization_id uuid, email text default 'jane@example.com',
    role text default 'Agent', password_hash text default 'scrypt of it'
) returns member
language plpgsql as $$
-- A member, by an invitation.
declare
    v_link link := given.link((given.team_invitation(organization_id, email,
        role)).id);
    v_done reply := member_accept(v_link, null, 'Jane', 'Doe', password_hash,
        '{}', gen_random_uuid());
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return (select m from member m where m.id = v_done.id);
end
$$;

create function given.session(
    m member, scope text default 'invitations:write'
) returns json
language plpgsql as $$
-- A member's session, as the worker reads its key.
declare
    v_key json := given.minted();
    v_done reply := session_open(m.organization_id, given.visitor(), v_key,
        m.email, m.email_key, true, m.password_hash);
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return json_build_object('request_id', gen_random_uuid(),
        'scope', scope, 'key_organization_id', m.organization_id,
        'key_id', v_done.id, 'key_hash', v_key->>'hash');
end
$$;

-- ---- time passes ----

create function given.expired(invitation_id uuid) returns void
language sql as $$
    update invitation i set expires_at = clock_timestamp() - interval '1 s'
    where i.id = expired.invitation_id
$$;

create function given.settled() returns void
language sql as $$
    -- As if each event so far were of a transaction of its own, long ago.
    update event e set transaction_id = f.number::text::xid8
    from (select id, 100 + row_number() over (order by id) as number
        from event) f
    where f.id = e.id
$$;

-- ---- what stands there ----

create function given.state(but text[] default '{}') returns text
language plpgsql as $$
-- A digest of all rows: it differs when anything was written, except in the
-- tables named.
declare
    v_table text;
    v_digest text;
    v_all text := '';
begin
    for v_table in
        select c.relname from pg_class c
        where c.relnamespace = to_regnamespace(quote_ident(current_schema()))
            and c.relkind = 'r' and not c.relname = any(but)
        order by c.relname
    loop
        execute format('select md5(string_agg(t::text, '','' '
            'order by t::text)) from %I t', v_table) into v_digest;
        v_all := v_all || v_table || coalesce(v_digest, '') || ' ';
    end loop;
    return md5(v_all);
end
$$;

create function given.events(invitation_id uuid) returns text
language sql as $$
    -- The types of an invitation's events, oldest first.
    select string_agg(e.type, ' ' order by e.id) from event e
    where e.invitation_id = events.invitation_id
$$;

create function given.last_event() returns event
language sql as $$
    select e from event e order by e.id desc limit 1
$$;

-- ---- what every door that needs a key refuses ----

create function given.guards(call text, stranger_gets text default 'not_found')
returns setof text
language plpgsql as $$
-- Four tests of a call, in which $1 stands for the caller.
declare
    v_stranger_id uuid := given.organization('Stranger');
    v_revoked json := given.caller(v_stranger_id);
    v_lesser json := given.caller(v_stranger_id, scopes => '{none}');
    v_stranger json := given.caller(v_stranger_id);
    v_before text;
    v_code text;
begin
    update api_key k set revoked_at = clock_timestamp()
    where k.id = (v_revoked->>'key_id')::uuid;
    v_before := given.state();
    call := 'select code from ' || call;
    execute call into v_code using given.nobody();
    return next is(v_code, 'key_invalid', 'a key never made is refused');
    execute call into v_code using v_revoked;
    return next is(v_code, 'key_invalid', 'a revoked key is refused');
    execute call into v_code using v_lesser;
    return next is(v_code, 'scope_missing',
        'a key without the scope is refused');
    execute call into v_code using v_stranger;
    return next is(v_code, stranger_gets,
        'a key of another organization reaches nothing');
    return next is(given.state(), v_before, 'and none of them changes a row');
end
$$;

-- ---- doors ----

create function given.door(
    l link, answers json default '{}', proof_hash text default null,
    password_hash text default null, repeat_key text default null,
    connection_id uuid default null, sealed json default null
) returns door
language sql as $$
    -- One accept at a door; its email is the answers'.
    select row(l, '00000000-0000-0000-0000-000000000001', proof_hash,
        coalesce(repeat_key, 'once:' || gen_random_uuid()),
        lower(answers->>'email'), password_hash, connection_id, sealed,
        answers)::door
$$;

create function given.accept(d door) returns reply
language sql as $$
    -- The same by link_accept.
    select link_accept((d.l).organization_id,
        json_build_object('request_id', d.request_id), (d.l).id,
        given.hash(d.l), d.proof_hash, d.email_key, d.repeat_key,
        d.password_hash, d.connection_id, d.sealed, d.answers)
$$;

-- ---- what contributors did before ----

create function given.company(name text default 'Water') returns uuid
language sql as $$
    select given.organization(name, kind => 'company')
$$;

create function given.contributors(
    company_id uuid, emails text[] default null,
    max_uses integer default null, is_mailed boolean default false,
    prefill json default null, lifetime interval default null
) returns invitation
language plpgsql as $$
-- An invitation to connect a utility account; it has the links that C would
-- mint.
declare
    v_done reply := contributor_invitation_create(company_id,
        given.operator(), given.links(1 + coalesce(cardinality(emails), 0)),
        1000, emails, (select array_agg(lower(e) order by n)
            from unnest(emails) with ordinality u (e, n)),
        extract(epoch from lifetime)::integer, max_uses, is_mailed, prefill,
        'Jane', 'Join us.', null, null);
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return (select i from invitation i where i.id = v_done.id);
end
$$;

create function given.editors(
    connection_id uuid, emails text[] default null,
    max_uses integer default null, is_mailed boolean default false
) returns invitation
language plpgsql as $$
-- An invitation to edit a utility connection.
declare
    v_done reply := contributor_edit_create(given.operator(),
        given.links(1 + coalesce(cardinality(emails), 0)), 1000,
        connection_id, emails, (select array_agg(lower(e) order by n)
            from unnest(emails) with ordinality u (e, n)),
        null, max_uses, is_mailed, 'Jane', 'Join us.', null, null);
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return (select i from invitation i where i.id = v_done.id);
end
$$;

create function given.filled(
    l link, answers json default '{"url": "https://www.power.example/in"}',
    repeat_key text default gen_random_uuid()::text,
    proof_hash text default null, sealed json default null,
    connection_id uuid default null
) returns door
language sql as $$
    -- What a contributor's form brings to the door.
    select given.door(l, answers, proof_hash, null, repeat_key,
        connection_id, sealed)
$$;

create function given.sealed(
    username text default 'jane', password text default 'secret',
    number integer default 1
) returns json
language sql as $$
    -- Credentials as if the worker had sealed them.
    select json_build_object('number', number,
        'username', encode(username::bytea, 'hex'),
        'password', encode(password::bytea, 'hex'))
$$;

create function given.utility_connection(
    company_id uuid, answers json
        default '{"url": "https://www.power.example/in"}',
    sealed json default given.sealed()
) returns utility_connection
language plpgsql as $$
-- A utility connection that somebody made by an invitation.
declare
    v_done reply := contributor_door_accept(given.filled(given.link(
        (given.contributors(company_id)).id, 'returned'), answers,
        sealed => sealed));
begin
    if v_done.code is not null then
        raise '%', v_done.code;
    end if;
    return (select c from utility_connection c where c.id = v_done.id);
end
$$;
