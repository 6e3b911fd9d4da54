-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Acme') as acme,
    given.organization('Other') as other \gset
select id from given.invitation(:'acme', 'one@example.com') \gset
select target from recipient where invitation_id = :'id' \gset

select given.state() as before \gset
select is(target_holder(:'acme', :'target'), :'id',
    'a live invitation holds its target');
select is(target_holder(:'acme', :'target' || '.no'), null,
    'nobody holds another');
select is(target_holder(:'other', :'target'), null,
    'nor that one in another organization');
select is(given.state(), :'before', 'looking changes nothing');

select given.expired(:'id');
select is(target_holder(:'acme', :'target'), null,
    'one whose time has passed holds it no more');
select is(i.state, 'expired', 'it is stored as expired'),
    is(r.is_live, false, 'and has let go')
from invitation i join recipient r on r.invitation_id = i.id
where i.id = :'id';

select * from finish();
