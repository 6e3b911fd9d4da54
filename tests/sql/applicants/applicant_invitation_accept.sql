-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme') as terms \gset
select id from given.applicants(:'acme', documents =>
    array[:'terms']::uuid[]) \gset
create function pg_temp.accept(l link, hash text, signatures json)
returns reply
language sql as $$
    select applicant_invitation_accept(l.organization_id, given.visitor(),
        l.id, hash, null, null, signatures)
$$;
select l as l, given.hash(l) as hash from given.link(:'id') l \gset
select given.state() as before \gset
select is((pg_temp.accept(:'l', repeat('0', 64), null)).code, 'not_found',
        'an unknown token is refused'),
    is((pg_temp.accept(:'l', :'hash', null)).body->'errors'->0->>'pointer',
        '#/signatures', 'what is wrong is said'),
    is(given.state(), :'before', 'and nothing is written');
select given.link((given.invitation(:'firm')).id) as strange \gset
select is((pg_temp.accept(:'strange', given.hash(:'strange'), null)).code,
    'not_found', 'and so is one of another family');
select body, id as reply_id from pg_temp.accept(:'l', :'hash',
    json_build_array(json_build_object('template_id', :'terms', 'name',
        'Jim'))) \gset
select is(:'body'::json->>'status', 'success', 'it is accepted'),
    is(:'body'::json->>'message', 'Invitation accepted successfully',
        'and said so'),
    is(:'body'::json->>'data', applicant_acceptance_snake(
        applicant_acceptance_json(:'acme', r.id))::text,
        'with what was accepted')
from recipient r where r.invitation_id = :'id';
select is((pg_temp.accept(:'l', :'hash', null)).body::text, :'body',
    'again, it is the same');

select * from finish();
