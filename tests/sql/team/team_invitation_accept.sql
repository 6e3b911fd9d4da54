-- SPDX-License-Identifier: MIT
select plan(17);

select given.organization('Acme') as acme \gset
create function pg_temp.accept(
    l link, token_hash text default null, email_key text default null,
    caller json default given.visitor()
) returns reply
language sql as $$
    select team_invitation_accept(l.organization_id, caller, l.id,
        coalesce(token_hash, given.hash(l)), email_key, 'repeat', null, null,
        null, '{"firstName": "Jane"}')
$$;
select id from given.team_invitation(:'acme') \gset
select given.link((given.invitation(:'acme')).id)::text as other \gset
select given.visitor() as visitor, given.state() as before \gset
select is((pg_temp.accept(given.link(:'id'), repeat('0', 64))).code,
        'not_found', 'a forged token opens nothing'),
    is((pg_temp.accept(:'other'::link)).code, 'not_found',
        'nor does one of another family'),
    is((pg_temp.accept(null)).code, 'not_found', 'nor none'),
    is((pg_temp.accept(given.link(:'id'), null, 'john@example.com'))
        .body->'errors'->0->>'pointer', '#/email',
        'another address is refused'),
    is(given.state(), :'before', 'and nothing is written');
select body, r.id as answered, revision from pg_temp.accept(
    given.link(:'id'), caller => :'visitor') r \gset
select is(:'body'::json::text, team_invitation_json(i,
        team_invitation_message(i))::text, 'the invitation is answered'),
    is(:'body'::json->>'status', 'Accepted', 'accepted'),
    is(:'answered'::text, :'id', 'with its id'),
    is(:'revision'::int, i.revision, 'and revision')
from invitation i where id = :'id';
select is(row(m.first_name, m.last_name, m.password_hash)::text,
        '(Jane,,)', 'a member is made, as far as was said')
from member m;
select is((e).request_id::text, :'visitor'::json->>'request_id',
        'in that request')
from given.last_event() e;
select given.state() as before \gset
select is(r.body::jsonb, :'body'::jsonb, 'again it is the same answer'),
    is(given.state(), :'before', 'and nothing is written')
from pg_temp.accept(given.link(:'id'), email_key => 'jane@example.com') r;
select id from given.team_invitation(:'acme', 'late@example.com') \gset
update invitation set expires_at = clock_timestamp() + interval '1 h'
where id = :'id';
select given.link(:'id')::text as link \gset
select given.expired(:'id');
select is((pg_temp.accept(:'link'::link)).code, 'invitation_expired',
    'an expired one is told apart');
select is((team_invitation_accept(:'acme', given.visitor(), null, null, null,
    'repeat', null, null, null, '{}')).code, 'not_found',
    'no token opens nothing');
select is(seat_used(:'acme'), 1, 'one has joined'),
    is(seat_reserved(:'acme', now()), 0, 'nobody else may');

select * from finish();
