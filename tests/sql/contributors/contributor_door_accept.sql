-- SPDX-License-Identifier: MIT
select plan(48);

select given.organization('Root') as root \gset
select given.organization('Water', :'root', kind => 'company') as water
\gset
create function pg_temp.accept(
    l link, answers json default '{"url": "https://a.example"}',
    repeat_key text default gen_random_uuid()::text,
    proof_hash text default null, sealed json default given.sealed(),
    connection_id uuid default null
) returns reply
language plpgsql as $$
begin
    return contributor_door_accept(given.filled(l, answers, repeat_key,
        proof_hash, sealed, connection_id));
end
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    -- Which field is wrong, and how.
    select concat_ws(' ', r.code, r.body->'errors'->0->>'pointer',
        r.body->'errors'->0->>'code')
$$;

-- Anybody, any number of times.
select id, given.link(id, 'returned')::text as link, uuid_v7() as sealed_for
from given.contributors(:'water') \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(:'link',
        '{"businessName": "Bolt", "url": "https://a.example"}')),
        'invalid_fields #/businessName unknown',
        'what another family asks is unknown'),
    is(pg_temp.wrong(pg_temp.accept(:'link', '{}')),
        'invalid_fields #/url required', 'a utility must be named'),
    is(given.state(), :'before', 'and nothing is written');
select body, r.id as made, revision from pg_temp.accept(:'link',
    repeat_key => 'one', connection_id => :'sealed_for') r \gset
select is(:'made', :'sealed_for'::text, 'a connection is made'),
    is(:'body'::json::text, json_build_object('alreadyAccepted', false,
        'connection', utility_connection_brief(c))::text,
        'and told in brief'),
    is(:revision, c.revision, 'with its revision'),
    is(c.invitation_id, :'id', 'by the invitation')
from utility_connection c where c.id = :'made';
select is(given.events(:'id'), 'invitation.created invitation.accepted '
    'connection.created', 'events say so');
select is(row(use_count, state, accepted_at)::text, '(1,pending,)',
    'the invitation is used, and lives')
from invitation where id = :'id';
select given.state() as before \gset
select is(r.id, :'made', 'the same form again gets the same result'),
    is(r.body->>'alreadyAccepted', 'true', 'and is told so'),
    is(given.state(), :'before', 'nothing is written')
from pg_temp.accept(:'link', '{"url": "https://b.example"}', 'one') r;
select isnt(r.id, :'made', 'another form is another account'),
    is(r.body->>'alreadyAccepted', 'false', 'even of the same person')
from pg_temp.accept(:'link', repeat_key => 'two') r;
select is(use_count, 2, 'which is another use')
from invitation where id = :'id';

-- So many times.
select id, given.link(id, 'returned')::text as link
from given.contributors(:'water', max_uses => 2) \gset
select (pg_temp.accept(:'link', repeat_key => 'one')).id as first \gset
select is((pg_temp.accept(:'link')).code, null, 'the second of two uses');
select is(state, 'accepted', 'is the last') from invitation where id = :'id';
select given.state() as before \gset
select is((pg_temp.accept(:'link')).code, 'invitation_used_up',
        'a third is refused'),
    is((pg_temp.accept(:'link', repeat_key => 'one')).id, :'first',
        'the first again is not'),
    is(given.state(), :'before', 'nothing is written');

-- Whoever is listed.
select id, given.link(id, 'returned')::text as link,
    given.link(id)::text as mailed
from given.contributors(:'water', '{A@x.example}', null, true) \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(:'link')),
        'invalid_fields #/proof required', 'an address must be proved'),
    is(pg_temp.wrong(pg_temp.accept(:'link',
        proof_hash => repeat('0', 64))),
        'invalid_fields #/proof not_allowed', 'and not by any proof'),
    is(given.state(), :'before', 'nothing is written');
select given.proof(:'link', 'a@x.example') as proof \gset
select is((pg_temp.accept(:'link', repeat_key => 'one',
        proof_hash => :'proof')).body->>'alreadyAccepted', 'false',
    'one that is proved may use it');
select is(pg_temp.wrong(pg_temp.accept(:'link', repeat_key => 'one')),
    'invalid_fields #/proof required',
    'a repeat too tells nothing to who proves nothing');
select is((pg_temp.accept(:'link', repeat_key => 'one',
    proof_hash => :'proof')).body->>'alreadyAccepted', 'true',
    'but to who does');
select is((pg_temp.accept(:'mailed', repeat_key => 'one')).body
    ->>'alreadyAccepted', 'false',
    'a mailed link proves its address; its forms are its own');
update verification set proof_expires_at = now();
select is(pg_temp.wrong(pg_temp.accept(:'link', proof_hash => :'proof')),
    'invalid_fields #/proof not_allowed', 'a proof has its time');
select id, given.link(id, 'returned')::text as link
from given.contributors(:'water', '{b@x.example}') \gset
select is(pg_temp.wrong(pg_temp.accept(:'link', proof_hash => :'proof')),
    'invalid_fields #/proof not_allowed', 'and its link');

-- To edit.
select id as connection from given.utility_connection(:'water',
    '{"url": "https://a.example", "accountNumber": "7"}') \gset
select id, given.link(id, 'returned')::text as link
from given.editors(:'connection', max_uses => 1) \gset
select (select count(*) from utility_connection) as count,
    given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(:'link', '{}', sealed => null)),
        'invalid_fields #/password required', 'an edit says something'),
    is(given.state(), :'before', 'else nothing is written');
select r.id as edited, body from pg_temp.accept(:'link',
    '{"accountNumber": "8"}', 'one', sealed => given.sealed('joan', 'new'))
    r \gset
select is(:'edited', :'connection'::text, 'the connection is edited'),
    is(:'body'::json->>'alreadyAccepted', 'false', 'for the first time'),
    is((select count(*)::int from utility_connection), :count,
        'none is made'),
    is(row(c.account_number, convert_from(c.username_sealed, 'UTF8'), c.url)
        ::text, '(8,joan,https://a.example)', 'as the form says'),
    is(given.events(:'id'), 'invitation.created invitation.accepted '
        'connection.updated', 'events say so')
from utility_connection c where c.id = :'connection';
select is(state, 'accepted', 'its one use is gone')
from invitation where id = :'id';
select given.state() as before \gset
select is((pg_temp.accept(:'link')).code, 'invitation_used_up',
        'there is no other'),
    is((pg_temp.accept(:'link', repeat_key => 'one')).body
        ->>'alreadyAccepted', 'true', 'but the same again'),
    is(given.state(), :'before', 'which edits nothing');

-- What opens nothing.
create function pg_temp.accept_in(company_id uuid, state text) returns text
language plpgsql as $$
declare
    v_row invitation := given.contributors(company_id);
    v_before text;
    v_code text;
begin
    update invitation i set state = accept_in.state where i.id = v_row.id;
    v_before := given.state();
    v_code := (pg_temp.accept(given.link(v_row.id, 'returned'))).code;
    return v_code || case given.state() when v_before then ''
        else ', written' end;
end
$$;
select is(pg_temp.accept_in(:'water', state), wanted,
    'one that was ' || state || ' is dead')
from (values ('expired', 'invitation_expired'),
    ('revoked', 'invitation_revoked'),
    ('accepted', 'invitation_used_up')) v (state, wanted);
select id, given.link(id, 'returned')::text as link
from given.contributors(:'water', lifetime => '1 hour') \gset
select (pg_temp.accept(:'link', repeat_key => 'one')).code;
select given.expired(:'id');
select is((pg_temp.accept(:'link')).code, 'invitation_expired',
    'it is expired to the moment');
select is((pg_temp.accept(:'link', repeat_key => 'one')).body
    ->>'alreadyAccepted', 'true', 'who used it before still gets that');
update link set replaced_at = now() where invitation_id = :'id';
select given.state() as before \gset
select is((pg_temp.accept(:'link')).code, 'link_replaced',
        'a replaced link is dead'),
    is((pg_temp.accept(:'link', repeat_key => 'one')).code, 'link_replaced',
        'to everybody'),
    is(given.state(), :'before', 'and nothing is written');

select * from finish();
