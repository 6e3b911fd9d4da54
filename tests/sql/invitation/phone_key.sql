-- SPDX-License-Identifier: MIT
select plan(4);

select is(phone_key('+49 (170) 12-34.5'), 'tel:4917012345',
        'a telephone is its digits'),
    is(phone_key('example'), 'tel:example', 'or all of it, if it has none'),
    is(phone_key('n° 7'), 'tel:7', 'whatever else stands there'),
    is(phone_key(null), null, 'none is none');

select * from finish();
