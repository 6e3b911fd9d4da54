-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select given.caller(:'root') as caller \gset
select id from given.invitation(:'acme') \gset

select given.guards(format('invitation_owner($1, %L)', :'id'));
select is(code, null, 'it is told'), is(id, :'acme', 'by its id'),
    is(body::text, null, 'and nothing else')
from invitation_owner(:'caller', :'id');
select is((invitation_owner(:'caller', gen_random_uuid())).code, 'not_found',
    'what is not there has no owner');

select * from finish();
