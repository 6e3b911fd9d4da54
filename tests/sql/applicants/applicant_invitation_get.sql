-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id from given.applicants(:'acme') \gset
select given.guards(format('applicant_invitation_get(%L, $1, %L)', :'acme',
    :'id'));
select is((applicant_invitation_get(o, :'caller', :'id')).code, 'not_found',
    name)
from (values (:'firm'::uuid, 'what is no customer has sent none'),
    (:'other', 'another''s is unknown')) v (o, name);
select is(r.body->>'data', applicant_invitation_json(i)::text,
    'one''s own is shown'), is(r.revision, 1, 'with its revision')
from invitation i, applicant_invitation_get(:'acme', :'caller', i.id) r
where i.id = :'id';

select * from finish();
