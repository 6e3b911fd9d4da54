-- SPDX-License-Identifier: MIT
select plan(3);

select given.company() as water \gset
select is(utility_connection_status(given.utility_connection(:'water')),
    'ACTIVE', 'with a password it is active');
select is(utility_connection_status(given.utility_connection(:'water',
    sealed => null)), 'PENDING', 'without it waits for one');
select is(utility_connection_status(given.utility_connection(:'water',
        sealed => given.sealed(password => null))), 'PENDING',
    'a user name alone is not enough');

select * from finish();
