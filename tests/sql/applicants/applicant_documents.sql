-- SPDX-License-Identifier: MIT
select plan(1);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme', 'One') as one, given.esign(:'acme', 'Two') as two
\gset
select id from given.applicants(:'acme', documents =>
    array[:'two', :'one']::uuid[]) \gset
select is((select string_agg(t.name, ' ') from applicant_documents(a) t),
    'Two One', 'the documents, in the order of reading')
from applicant_invitation a where a.invitation_id = :'id';

select * from finish();
