-- SPDX-License-Identifier: MIT
select plan(3);

select is(session_scopes(r), '{invitations:read,invitations:write,'
        'organizations:read,organizations:write}',
    r || ' may change the team in a session')
from unnest('{Owner,Admin}'::text[]) r;
select is(session_scopes('Agent'),
    '{invitations:read,invitations:write,organizations:read}',
    'an Agent may not');

select * from finish();
