-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme \gset
select id as one from given.team_invitation(:'acme', 'one@example.com') \gset
select given.member(:'acme', 'two@example.com');
select id as three from given.team_invitation(:'acme',
    'three@example.com') \gset
select given.expired(:'three');
select given.state('{invitation}') as before \gset
select seat_note(:'acme', :'one');
select is(license_quantity, 2,
    'members and what is pending is counted, what has expired is not')
from invitation where id = :'one';
select is(license_quantity, 3, 'and written on that one only')
from invitation where id = :'three';
select is(given.state('{invitation}'), :'before', 'nothing else is written');

select * from finish();
