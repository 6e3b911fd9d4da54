-- SPDX-License-Identifier: MIT
select plan(3);

select gen_random_uuid() as owner, gen_random_uuid() as id \gset
select is(mark('url', 2, :'owner', :'id', '\x00ff'),
    chr(1) || format('url 2 %s %s 00ff', :'owner', :'id'),
    'a mark says kind, key number, owner, id and salt');
select is(json_build_object('key', mark('key', 1, :'owner', :'id', '\x01'))
        ::text,
    format('{"key" : "\u0001key 1 %s %s 01"}', :'owner', :'id'),
    'in JSON it is a whole string that begins with \u0001');
select is(mark('url', null, :'owner', :'id', '\x00'), null,
    'no secret, no mark');

select * from finish();
