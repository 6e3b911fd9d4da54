-- SPDX-License-Identifier: MIT
select plan(30);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
create function pg_temp.wrong(r reply) returns text
language sql as $$
    -- Which fields are wrong, and how.
    select coalesce((select string_agg(concat_ws(' ', e->>'pointer',
            e->>'code'), ', ')
        from json_array_elements(r.body->'errors') e), r.code)
$$;
create function pg_temp.accept(
    l link, answers json default null, documents uuid[] default null,
    proof_hash text default null, is_snake boolean default false
) returns reply
language sql as $$
    select applicant_accept(l, '00000000-0000-0000-0000-000000000001',
        proof_hash, answers, (
            select json_agg(json_build_object('templateId', d, 'name',
                'Jim T.')) from unnest(documents) d), is_snake)
$$;
select given.esign(:'acme') as terms, given.questions(:'acme') as questions
\gset

-- Two applicants, and nothing to sign.
select id from given.applicants(:'acme', '{a@example.com,b@example.com}',
    template_id => :'questions', custom_fields => '{"size": 1}') \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(given.link_of(:'id',
        'a@example.com'))), '#/customFields/town required',
        'what must be answered is'),
    is(pg_temp.wrong(pg_temp.accept(given.link_of(:'id', 'a@example.com'),
        is_snake => true)), '#/custom_fields/town required',
        'named as the request names it'),
    is(pg_temp.wrong(pg_temp.accept(given.link_of(:'id', 'a@example.com'),
        '{"town": 1, "z": 1}', array[:'terms']::uuid[])),
        '#/customFields/town wrong_type, #/customFields/z unknown, '
        '#/signatures/0/templateId not_allowed',
        'all that is wrong is said'),
    is(pg_temp.wrong(pg_temp.accept(given.link_of(:'id', 'a@example.com'),
        '{"town": "Ulm", "size": "7"}', is_snake => true)),
        '#/custom_fields/size wrong_type', 'a number is no text'),
    is(given.state(), :'before', 'and nothing is written');
select is(r.body->>'alreadyAccepted', 'false', 'one accepts')
from pg_temp.accept(given.link_of(:'id', 'a@example.com', 'returned'),
    '{"town": "Ulm", "size": "7"}') r;
select is(w.custom_fields::jsonb, '{"size": 7, "town": "Ulm"}',
        'with the answers, a form''s number as one'),
    is(a.email, 'a@example.com', 'as the one whose link it is')
from invitation_applicant w join applicant a on a.id = w.applicant_id
where w.accepted_at is not null;
select given.state() as before \gset
select is((pg_temp.accept(given.link_of(:'id', 'a@example.com')))
        .body->>'alreadyAccepted', 'true',
        'the same one again, by the other link, gets the same'),
    is(given.state(), :'before', 'and nothing is written');
select is((invitation_status(i, now())), 'pending', 'the others are awaited')
from invitation i where i.id = :'id';
select given.expired(:'id');
select is((pg_temp.accept(given.link_of(:'id', 'a@example.com')))
        .body->>'alreadyAccepted', 'true', 'expired, the first still has it'),
    is((pg_temp.accept(given.link_of(:'id', 'b@example.com'))).code,
        'invitation_expired', 'but nobody else');
update invitation set expires_at = now() + interval '1 day' where id = :'id';
select is((pg_temp.accept(given.link_of(:'id', 'b@example.com'))).body
    ->>'alreadyAccepted', 'false',
    'what another answered need not be answered again');
select is(i.state, 'accepted', 'when all have, it is accepted'),
    is(i.use_count, 2, 'once each')
from invitation i where i.id = :'id';

-- Something to sign.
select id from given.applicants(:'acme', '{a@example.com,b@example.com}',
    documents => array[:'terms']::uuid[]) \gset
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(given.link_of(:'id',
        'a@example.com'))), '#/signatures required', 'it must be signed'),
    is(pg_temp.wrong(pg_temp.accept(given.link_of(:'id', 'a@example.com',
        'returned'), null, array[:'terms']::uuid[])), '#/proof required',
        'the returned link proves nothing'),
    is(pg_temp.wrong(pg_temp.accept(given.link_of(:'id', 'a@example.com',
        'returned'), null, array[:'terms']::uuid[], repeat('0', 64))),
        '#/proof not_allowed', 'nor does what is no proof'),
    is(given.state(), :'before', 'and nothing is written');
select given.proof(given.link_of(:'id', 'a@example.com', 'returned'),
    'a@example.com') as proof \gset
select is((pg_temp.accept(given.link_of(:'id', 'a@example.com', 'returned'),
    null, array[:'terms']::uuid[], :'proof')).code, null,
    'a mailed code does');
select given.state() as before \gset
select is((pg_temp.accept(given.link_of(:'id', 'a@example.com', 'returned'),
        proof_hash => :'proof')).body->>'alreadyAccepted', 'true',
        'and again it is the first result'),
    is((pg_temp.accept(given.link_of(:'id', 'a@example.com', 'returned')))
        .code, 'invitation_used_up', 'which is for who has the proof'),
    is(given.state(), :'before', 'and nothing is written');
select is((pg_temp.accept(given.link_of(:'id', 'b@example.com'), null,
    array[:'terms']::uuid[])).code, null, 'and so does the mailed link');
select is(string_agg(email, ' ' order by email),
    'a@example.com b@example.com', 'both addresses are kept')
from signature;

-- Dead links.
select id from given.applicants(:'acme', '{a@example.com,b@example.com}')
\gset
select pg_temp.accept(given.link_of(:'id', 'a@example.com')) \gset
select given.link_of(:'id', 'b@example.com') as old \gset
select link_rotate(i, given.links(4)) from invitation i where i.id = :'id'
\gset
select is((pg_temp.accept(:'old')).code, 'link_replaced',
    'a replaced link opens nothing');
update invitation set state = 'rejected' where id = :'id';
select is((pg_temp.accept(given.link_of(:'id', 'b@example.com'))).code,
    'invitation_rejected', 'what another declined is over');
update invitation set state = 'revoked' where id = :'id';
select is((pg_temp.accept(given.link_of(:'id', e))).code,
    'invitation_revoked', 'revoking is for all, also ' || e)
from unnest('{a@example.com,b@example.com}'::text[]) e;

select * from finish();
