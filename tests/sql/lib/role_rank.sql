-- SPDX-License-Identifier: MIT
select plan(3);

select is(array[role_rank('Agent'), role_rank('Admin'), role_rank('Owner')],
    array[1, 2, 3], 'an Owner stands above an Admin above an Agent');
select is(role_rank('owner'), null, 'a word that is no role has no rank');
select is(role_rank(null), null, 'nor has none');

select * from finish();
