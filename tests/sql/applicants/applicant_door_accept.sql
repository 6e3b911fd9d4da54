-- SPDX-License-Identifier: MIT
select plan(7);

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
select id from given.applicants(:'acme', template_id =>
    given.questions(:'acme')) \gset
create function pg_temp.accept(l link, answers json) returns reply
language sql as $$
    select applicant_door_accept(row(l, null, null, 'once', null, null, null,
        null, answers)::door)
$$;
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(given.link(:'id'),
        '{"businessName": "x"}')), '#/businessName unknown',
        'another family''s member is unknown'),
    is(pg_temp.wrong(pg_temp.accept(given.link(:'id'), '{}')),
        '#/customFields/town required', 'what is wrong is said'),
    is(given.state(), :'before', 'and nothing is written');
select body, id as reply_id from pg_temp.accept(given.link(:'id'),
    '{"customFields": {"town": "Ulm"}}') \gset
select is(:'body'::json->>'alreadyAccepted', 'false', 'it is accepted'),
    is(:'body'::json->>'applicant', applicant_acceptance_json(:'acme', r.id)
        ::text, 'by the applicant')
from recipient r where r.invitation_id = :'id';
select is(r.body->>'alreadyAccepted', 'true', 'again, it is marked so'),
    is(r.body->>'applicant', :'body'::json->>'applicant', 'and the same')
from pg_temp.accept(given.link(:'id'), '{}') r;

select * from finish();
