-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
select id as two from given.invitation(:'acme', 'two@example.com') \gset
select id as three from given.invitation(:'acme', 'three@example.com') \gset
update outbox set attempts = 2, last_error = '450 later'
where invitation_id = :'two';
select count(*) from json_array_elements((mail_lease(:'acme', 9, 9)).body)
\gset
select min(lease_id::text) as lease, array_agg(id) as ids
from outbox where invitation_id in (:'one', :'two') \gset
select given.state() as before \gset
select mail_return(:'acme', gen_random_uuid(), :'ids');
select is(given.state(), :'before', 'a lease that has passed on is nothing');
select mail_return(:'bolt', :'lease', :'ids');
select is(given.state(), :'before', 'nor is another organization''s');
select given.state('{outbox}') as before \gset
select mail_return(:'acme', :'lease', :'ids');
select is(given.state('{outbox}'), :'before', 'only mails are written');
select is(state, 'queued', 'a mail that was never tried is queued again'),
    is(due_at, created_at, 'in its old place'),
    is(lease_id, null, 'and nobody has it')
from outbox where invitation_id = :'one';
select is(state, 'deferred', 'one that was tried is deferred'),
    is(attempts || last_error, '2450 later', 'and keeps what is known of it')
from outbox where invitation_id = :'two';
select is(state, 'leased', 'another stays leased')
from outbox where invitation_id = :'three';

select * from finish();
