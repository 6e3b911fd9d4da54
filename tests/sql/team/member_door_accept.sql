-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Acme') as acme \gset
create function pg_temp.accept(
    l link, answers json default '{"firstName": "Jane", "lastName": "Doe"}',
    password_hash text default 'scrypt', request_id uuid default null
) returns reply
language sql as $$
    select member_door_accept(row(l, request_id, null, 'repeat', null,
        password_hash, null, null, answers)::door)
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    select concat_ws(' ', r.code, string_agg(concat_ws(' ', e->>'pointer',
        e->>'code'), ', '))
    from json_array_elements(r.body->'errors') e
$$;
select id from given.team_invitation(:'acme') \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(given.link(:'id'),
        '{"firstName": "Jane", "lastName": "Doe", "businessName": "B"}')),
        'invalid_fields #/businessName unknown',
        'what other families ask for is unknown'),
    is(pg_temp.wrong(pg_temp.accept(given.link(:'id'),
        '{"lastName": "Doe"}', null)),
        'invalid_fields #/firstName required, #/password required',
        'all that is asked for must be given'),
    is(given.state(), :'before', 'and nothing is written');
select gen_random_uuid() as request \gset
select body from pg_temp.accept(given.link(:'id'), request_id => :'request')
    \gset
select is(:'body'::json::text, json_build_object('member', member_json(m),
        'alreadyAccepted', false)::text, 'the member is answered'),
    is(row(m.first_name, m.last_name, m.password_hash)::text,
        '(Jane,Doe,scrypt)', 'as was said'),
    is((given.last_event()).request_id, :'request', 'in this request')
from member m;
select is((r.body->>'alreadyAccepted')::boolean, true,
        'again it is the first result'),
    is(r.body->'member'->>'email', 'jane@example.com', 'to a bare token')
from pg_temp.accept(given.link(:'id'), '{}', null) r;

select * from finish();
