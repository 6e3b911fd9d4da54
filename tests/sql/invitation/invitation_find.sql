-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt \gset
select id from given.invitation(:'acme') \gset
select is((invitation_find(:'id', v)).id, :'id', 'its sender finds it')
from given.authority(given.caller(:'acme')) v;
select is((invitation_find(:'id', v)).id, :'id', 'so does one above')
from given.authority(given.caller(:'root')) v;
select is((invitation_find(:'id', v)).id, :'id', 'and the command line')
from given.authority(given.operator()) v;
select is((invitation_find(:'id', v)).id, null, 'one beside does not')
from given.authority(given.caller(:'bolt')) v;
select is((invitation_find(:'id', v)).id, null, 'nor does nobody')
from given.authority(given.nobody()) v;
select is((invitation_find(gen_random_uuid(), v)).id, null,
    'what is not there is not found')
from given.authority(given.operator()) v;

select * from finish();
