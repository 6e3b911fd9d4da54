-- SPDX-License-Identifier: MIT
select plan(14);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id from given.applicants(:'acme') \gset
select given.guards(format('applicant_invitation_revoke(%L, $1, %L)',
    :'acme', :'id'));
select given.state() as before \gset
select is((applicant_invitation_revoke(:'other', :'caller', :'id')).code,
        'not_found', 'another''s invitation is unknown'),
    is((applicant_invitation_revoke(:'firm', :'caller', :'id')).code,
        'not_found', 'to what is no customer all are'),
    is(given.state(), :'before', 'and nothing is written');
select body, revision from applicant_invitation_revoke(:'acme', :'caller',
    :'id') \gset
select is(:'body'::json->'data'->>'status', 'revoked', 'one is revoked'),
    is(:'body'::json->>'data', applicant_invitation_json(i)::text,
        'it is answered as it is now'),
    is(:revision, 2, 'with its new revision')
from invitation i where id = :'id';
select given.state() as before \gset
select is((applicant_invitation_revoke(:'acme', :'caller', :'id')).body
        ::text, :'body', 'again, it is the same'),
    is(given.state(), :'before', 'and nothing is written');
update invitation set state = 'accepted' where id = :'id';
select is((applicant_invitation_revoke(:'acme', :'caller', :'id')).code,
    'invitation_state', 'what has ended otherwise is refused');

select * from finish();
