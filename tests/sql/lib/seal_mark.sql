-- SPDX-License-Identifier: MIT
select plan(3);

select gen_random_uuid() as owner, gen_random_uuid() as id \gset
select is(seal_mark('{"number": 2, "username": "00ff", "password": null}',
        'username', :'owner', :'id'),
    chr(1) || format('credential 2 %s %s 00ff', :'owner', :'id'),
    'a mark says key number, owner, connection and what is sealed');
select is(seal_mark('{"number": 2, "username": "00ff", "password": null}',
    'password', :'owner', :'id'), null, 'what is not sealed has no mark');
select is(seal_mark(null, 'password', :'owner', :'id'), null,
    'where nothing is sealed there is none');

select * from finish();
