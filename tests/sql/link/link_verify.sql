-- SPDX-License-Identifier: MIT
select plan(44);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id as invitation from given.invitation(:'acme', 'Bolt@Example.com')
\gset
select id as link, given.hash(l) as hash
from given.link(:'invitation', 'returned') l \gset
delete from outbox;
create function pg_temp.ask(
    id uuid, email text default 'BOLT@example.COM',
    digits text default '111111'
) returns reply
language plpgsql as $$
declare
    v_row link;
begin
    select l.* into v_row from link l where l.id = ask.id;
    return link_verify(v_row.organization_id, given.visitor(), v_row.id,
        given.hash(v_row), given.code(digits), email, lower(email));
end
$$;
create function pg_temp.asked(variadic ages integer[]) returns void
language sql as $$
    -- Codes were asked for so many seconds ago.
    update verification set sent_at = array(
        select clock_timestamp() - age * interval '1 s' from unnest(ages) age
        order by age desc)
$$;

select given.state() as before \gset
select is((link_verify(:'acme', given.visitor(), :'link', repeat('0', 64),
        given.code('1'), 'a@example.com', 'a@example.com')).code,
        'not_found', 'a token never made is unknown'),
    is((link_verify(:'bolt', given.visitor(), :'link', :'hash',
        given.code('1'), 'a@example.com', 'a@example.com')).code,
        'not_found', 'so is one under another organization'),
    is(given.state(), :'before', 'and nothing is written');

select is(pg_temp.ask(:'link')::text, '(,{},,,)', 'a code is asked for');
select is(encode(code_check, 'hex'), given.code('111111')->>'check',
        'it is kept as its check'),
    is(code_number, 1, 'with the number of its server key'),
    cmp_ok(code_expires_at, '>', clock_timestamp() + interval '595 s',
        'good for ten minutes'),
    cmp_ok(code_expires_at, '<=', clock_timestamp() + interval '600 s',
        'and no longer'),
    is(code_tries, 0, 'not tried yet'),
    is(cardinality(sent_at), 1, 'and counted'),
    is(email_key, 'bolt@example.com', 'for the address')
from verification;
select is(kind, 'code', 'a mail carries it'),
    is(email, 'Bolt@Example.com',
        'to the address as it is listed, not as the visitor typed it'),
    is(link_id, :'link', 'from the link')
from outbox;

-- The same for an address that is not on the list.
select is(pg_temp.ask(:'link', 'spy@example.com')::text, '(,{},,,)',
    'any address gets the same answer');
select is(code_check, null, 'no code can be right'),
    cmp_ok(code_expires_at, '>', now(), 'though it looks alike'),
    is(cardinality(sent_at), 1, 'and counts alike')
from verification where email_key = 'spy@example.com';
select is((select count(*)::int from outbox), 1, 'but is not mailed');

select given.state('{verification}') as before \gset
select code, body from pg_temp.ask(:'link') \gset
select is(:'code'::text, 'too_many', 'another at once is too many'),
    is(:'body'::json->>'retryAfter', '60', 'for a minute');
select code from pg_temp.ask(:'link', 'spy@example.com') \gset
select is(:'code'::text, 'too_many', 'whoever asks'),
    is(given.state('{verification}'), :'before', 'nothing is mailed');
select pg_temp.asked(59);
select is((pg_temp.ask(:'link')).body->>'retryAfter', '1',
    'a rest of a second is waited for whole');

-- Five a day.
select pg_temp.asked(60);
update verification set code_tries = 5;
select is((pg_temp.ask(:'link', digits => '222222')).code, null,
    'after a minute there is another');
select is(encode(code_check, 'hex'), given.code('222222')->>'check',
        'which takes the place of the first'),
    is(code_tries, 0, 'and may be tried anew'),
    is(cardinality(sent_at), 2, 'and counts')
from verification where email_key = 'bolt@example.com';
select pg_temp.asked(4000, 3000, 2000, 1000);
select is((pg_temp.ask(:'link')).code, null, 'a fifth may be had');
select pg_temp.asked(80000, 3000, 2000, 1000, 100);
select given.state('{verification}') as before \gset
select code, body from pg_temp.ask(:'link') \gset
select is(:'code'::text, 'code_exhausted', 'a sixth may not'),
    is(:'body'::json->>'retryAfter', '6400',
        'until the first is a day old'),
    is(given.state('{verification}'), :'before', 'nothing is mailed');
select pg_temp.asked(86400, 3000, 2000, 1000, 100);
select is((pg_temp.ask(:'link')).code, null, 'then it may');
select is(cardinality(sent_at), 5, 'and the oldest is forgotten')
from verification where email_key = 'bolt@example.com';

-- Dead links send no codes.
select given.expired(:'invitation');
select given.state() as before \gset
select is((pg_temp.ask(:'link', 'new@example.com')).code,
        'invitation_expired', 'a link that opens nothing sends none'),
    is(given.state(), :'before', 'and writes nothing');

select id as public from given.public_link(:'acme') \gset
select (pg_temp.ask(:'public', 'any@example.com')).code \gset
select is(email, 'any@example.com', 'a public link mails anybody')
from outbox where link_id = :'public';
update link set code_hour_count = 100, code_hour_since = clock_timestamp()
where id = :'public';
select given.state('{verification,address_limit}') as before \gset
select code, body from pg_temp.ask(:'public', 'late@example.com') \gset
select is(:'code'::text, 'too_many', 'up to its bound'),
    is(:'body'::json->>'retryAfter', '3600', 'which has an end'),
    ok(:'body'::json->>'detail' <> '', 'and is told in its own words'),
    is(:'body'::json->>'isCrowded', 'true', 'apart from what is too soon'),
    is(given.state('{verification,address_limit}'), :'before',
        'nothing is mailed');
select is(sent_at, '{}', 'and no code is said to have been')
from verification where email_key = 'late@example.com';
update public_invite_settings set is_enabled = false;
select is((pg_temp.ask(:'public', 'more@example.com')).code,
    'public_link_closed', 'while it is open');

select * from finish();
