-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Acme', kind => 'customer') as acme,
    given.organization('Firm') as firm \gset
select id from given.applicants(:'acme') \gset
select is(r.body->>'status', 'success', 'it is done'),
    is(r.body->>'message', 'Done', 'which is said'),
    is(r.body->>'data', applicant_invitation_json(i)::text,
        'the invitation is answered'),
    is(r.id, i.id, 'with its id'), is(r.revision, i.revision,
        'and its revision')
from invitation i, applicant_invitation_reply(:'acme', i.id, 'Done') r
where i.id = :'id';
select is((applicant_invitation_reply(:'firm', :'id', 'Done')).code,
        'not_found', 'another''s is unknown'),
    is((applicant_invitation_reply(:'firm', (given.invitation(:'firm')).id,
        'Done')).code, 'not_found', 'and so is one of another family');

select * from finish();
