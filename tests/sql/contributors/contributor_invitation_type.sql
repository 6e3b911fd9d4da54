-- SPDX-License-Identifier: MIT
select plan(2);

select given.company() as water \gset
select is(contributor_invitation_type(given.contributors(:'water')),
    'CREATE_CONNECTION', 'without a connection it is to make one');
select is(contributor_invitation_type(given.editors((
        given.utility_connection(:'water')).id)),
    'EDIT_CONNECTION', 'with one it is to edit it');

select * from finish();
