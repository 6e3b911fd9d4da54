-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme', 'One') as one, given.esign(:'acme', 'Two') as two,
    given.questions(:'acme') as questions \gset
select id from given.applicants(:'acme', documents =>
    array[:'two', :'one']::uuid[], template_id => :'questions') \gset
select applicant_accept(given.link(:'id'), null, null, '{"town": "Ulm"}',
    json_build_array(json_build_object('templateId', :'one', 'name', 'Jim'),
        json_build_object('templateId', :'two', 'name', 'J. T.')), false)
\gset
select is(applicant_acceptance_json(:'acme', w.recipient_id)::jsonb,
    jsonb_build_object('id', a.id, 'email', 'jim@example.com',
        'firstName', 'Jim', 'lastName', 'Tester', 'invitationId', :'id',
        'businessId', b.business_id, 'caseId', null, 'status', 'accepted',
        'acceptedAt', wire_time(w.accepted_at),
        'customFields', '{"town": "Ulm"}'::jsonb,
        'signatures', (select jsonb_agg(jsonb_build_object('templateId',
            s.esign_template_id, 'name', s.name, 'email', s.email, 'sha256',
            encode(s.sha256, 'hex'), 'signedAt', wire_time(s.signed_at))
            order by s.esign_template_id = :'one')
            from signature s)), 'all of it is shown')
from applicant a, applicant_invitation b, invitation_applicant w;
select id from given.applicants(:'acme', '{bare@example.com}') \gset
select applicant_accept(given.link(:'id'), null, null, null, null, false)
\gset
select is(j->>'signatures', '[]', 'no signatures are an empty list'),
    is(j->>'customFields', '{}', 'no answers an empty object')
from recipient r, applicant_acceptance_json(:'acme', r.id) j
where r.invitation_id = :'id';

select * from finish();
