-- SPDX-License-Identifier: MIT
select plan(3);

select given.company() as water \gset
select is(r.body::text, json_build_object('alreadyAccepted', true,
        'connection', utility_connection_brief(c))::text,
        'a contributor is told what was made'),
    is(r.id, c.id, 'by its id'), is(r.code, null, 'and that it is done')
from given.utility_connection(:'water') c, contributor_reply(c, true) r;

select * from finish();
