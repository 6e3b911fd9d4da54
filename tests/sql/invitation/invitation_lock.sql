-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id from given.invitation(:'acme') \gset
select is((invitation_lock(:'acme', :'id')).id, :'id',
    'it gives the invitation');
select is((invitation_lock(:'acme', :'id', 'connections')).id, :'id',
    'of its family');
select is((invitation_lock(:'acme', :'id', 'team')).id, null,
    'not of another');
select is((invitation_lock(:'bolt', :'id')).id, null,
    'nor of another organization');
select is((invitation_lock(:'acme', gen_random_uuid())).id, null,
    'nor one that is not there');
select isnt((select i.xmax from invitation i where id = :'id'), '0'::xid,
    'its row is locked');

select * from finish();
