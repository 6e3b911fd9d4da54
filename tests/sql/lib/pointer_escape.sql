-- SPDX-License-Identifier: MIT
select plan(4);

select is(pointer_escape(a), b, a || ' is ' || b)
from (values ('plain', 'plain'), ('a/b', 'a~1b'), ('a~b', 'a~0b'),
    ('~1', '~01')) v (a, b);

select * from finish();
