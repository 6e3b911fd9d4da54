-- SPDX-License-Identifier: MIT
select plan(35);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id as invitation from given.invitation(:'acme', 'Bolt@Example.com')
\gset
select id as link, given.hash(l) as hash
from given.link(:'invitation', 'returned') l \gset
create function pg_temp.ask(id uuid, email text, digits text) returns text
language plpgsql as $$
declare
    v_row link;
begin
    select l.* into v_row from link l where l.id = ask.id;
    return (link_verify(v_row.organization_id, given.visitor(), v_row.id,
        given.hash(v_row), given.code(digits), email, lower(email))).code;
end
$$;
create function pg_temp.confirm(
    id uuid, digits text, email text default 'Bolt@Example.com',
    proof json default given.minted()
) returns reply
language plpgsql as $$
declare
    v_row link;
begin
    select l.* into v_row from link l where l.id = confirm.id;
    return link_confirm(v_row.organization_id, given.visitor(), v_row.id,
        given.hash(v_row), proof, given.checks(digits), email, lower(email));
end
$$;
select pg_temp.ask(:'link', 'Bolt@Example.com', '111111') as asked \gset

select given.state() as before \gset
select is((link_confirm(:'acme', given.visitor(), :'link', repeat('0', 64),
        given.minted(), given.checks('111111'), 'bolt@example.com',
        'bolt@example.com')).code, 'not_found',
        'a token never made is unknown'),
    is((link_confirm(:'bolt', given.visitor(), :'link', :'hash',
        given.minted(), given.checks('111111'), 'bolt@example.com',
        'bolt@example.com')).code, 'not_found',
        'so is one under another organization'),
    is(given.state(), :'before', 'and nothing is written');

-- A wrong one.
select code, body from pg_temp.confirm(:'link', '999999') \gset
select is(:'code'::text, 'invalid_fields', 'another code is refused'),
    is(:'body'::json->'errors'->0->>'pointer', '#/code', 'as that field'),
    is(:'body'::json->'errors'->0->>'code', 'not_allowed', 'not allowed');
select is(p.code_tries, 1, 'it counts for the code'),
    is(p.try_count, 1, 'for the address'), is(l.try_count, 1,
        'and for the link'),
    is(p.proof_hash, null, 'and proves nothing')
from verification p join link l on l.id = p.link_id;

-- The right one.
select given.minted(2) as proof \gset
select body, id as reply_id from pg_temp.confirm(:'link', '111111',
    proof => :'proof') \gset
select is(:'body'::json->>'proof', chr(1) || format('proof 2 %s %s %s',
        :'link', :'proof'::json->>'id', :'proof'::json->>'salt'),
        'the code is exchanged for a proof, a mark'),
    is(:'body'::json->>'expiresAt', wire_time(proof_expires_at),
        'with its end'),
    is(:'reply_id', :'link'::text, 'of the link'),
    is(encode(proof_hash, 'hex'), :'proof'::json->>'hash',
        'kept is its hash'),
    cmp_ok(proof_expires_at, '>', clock_timestamp() + interval '1795 s',
        'good for 30 minutes'),
    cmp_ok(proof_expires_at, '<=', clock_timestamp() + interval '1800 s',
        'and no longer')
from verification;
select is((e).type, 'invitation.verified', 'an event says so'),
    is((e).invitation_id, :'invitation', 'of the invitation'),
    is((e).actor, 'link:' || :'link', 'by the link'),
    is((e).data::jsonb, '{"email": "Bolt@Example.com"}', 'with the address')
from given.last_event() e;

-- A code is of one address at one link, and of ten minutes.
select pg_temp.ask(:'link', 'spy@example.com', '222222') as asked \gset
select is((pg_temp.confirm(:'link', '111111', 'spy@example.com')).code,
    'invalid_fields', 'another address''s code is wrong');
select is((pg_temp.confirm(:'link', '222222', 'spy@example.com')).code,
    'invalid_fields', 'no code is right for one that is not on the list');
select is((pg_temp.confirm(:'link', '111111', 'none@example.com')).code,
    'invalid_fields', 'nor for one that never asked');
select id as mailed from given.link(:'invitation') \gset
select is((pg_temp.confirm(:'mailed', '111111')).code, 'invalid_fields',
    'nor at another link');
update verification set code_expires_at = clock_timestamp();
select is((pg_temp.confirm(:'link', '111111')).code, 'invalid_fields',
    'after ten minutes it is wrong');

-- Tries have an end.
update verification set code_expires_at = now() + interval '1 hour',
    code_tries = 5;
select given.state() as before \gset
select code, body from pg_temp.confirm(:'link', '111111') \gset
select is(:'code'::text, 'code_exhausted',
        'after five tries the right code is none'),
    cmp_ok((:'body'::json->>'retryAfter')::integer, '>', 0,
        'and told how long to wait'),
    is(given.state(), :'before', 'nothing is written');

-- A code under an older server key.
update verification set code_tries = 0
where email_key = 'bolt@example.com';
select is((link_confirm(:'acme', given.visitor(), :'link', :'hash',
    given.minted(), array[given.code('111111')->>'check', 'ff'],
    'bolt@example.com', 'bolt@example.com')).code, null,
    'a check under any server key is right');
select is((link_confirm(:'acme', given.visitor(), :'link', :'hash',
    given.minted(), '{}', 'bolt@example.com', 'bolt@example.com')).code,
    'invalid_fields', 'without a server key none is');

-- Dead links prove nothing.
select given.expired(:'invitation');
select given.state() as before \gset
select is((pg_temp.confirm(:'link', '111111')).code, 'invitation_expired',
        'a link that opens nothing proves nothing'),
    is(given.state(), :'before', 'and counts nothing');

select id as public from given.public_link(:'acme') \gset
select pg_temp.ask(:'public', 'any@example.com', '333333') as asked \gset
select is((pg_temp.confirm(:'public', '333333', 'any@example.com')).code,
    null, 'a public link proves anybody''s address');
select is((e).type, 'invitation.verified', 'on record'),
    is((e).invitation_id, null, 'of no invitation')
from given.last_event() e;

select * from finish();
