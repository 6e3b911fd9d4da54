-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
select is(r.code, null, 'it is done'),
    is(r.body::text, connection_invitation_json(i)::text,
        'the invitation is answered'),
    is(r.id, i.id, 'with its id'), is(r.revision, i.revision,
        'and its revision')
from invitation i, connection_invitation_reply(:'acme', i.id) r
where i.id = :'id';

select * from finish();
