-- SPDX-License-Identifier: MIT
select plan(1);

select given.company() as water \gset
select is(utility_connection_brief(c)::text, json_build_object('id', c.id,
        'datasourceName', 'www.power.example', 'status', 'ACTIVE',
        'created', wire_time(c.created_at))::text,
    'who made it sees what it is called, not what is in it')
from given.utility_connection(:'water') c;

select * from finish();
