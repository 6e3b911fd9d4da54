-- SPDX-License-Identifier: MIT
select plan(3);

select is(seal_number('{"number": 2, "username": "00", "password": null}',
    'username'), 2, 'what is sealed has the number of its server key');
select is(seal_number('{"number": 2, "username": "00", "password": null}',
    'password'), null, 'what is not has none');
select is(seal_number(null, 'password'), null, 'nor where nothing is');

select * from finish();
