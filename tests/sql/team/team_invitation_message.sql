-- SPDX-License-Identifier: MIT
select plan(2);

select given.organization('Acme') as acme \gset
select id from given.team_invitation(:'acme', role => 'Admin') \gset
select is(team_invitation_message(i), 'Acme invites you to join its team as '
    'Admin. If you expected no such invitation, you can ignore it.',
    'a stranger is told what it is') from invitation i where id = :'id';
update invitation set state = 'accepted';
select is(team_invitation_message(i),
    'This invitation to the team of Acme has been accepted.',
    'or was') from invitation i where id = :'id';

select * from finish();
