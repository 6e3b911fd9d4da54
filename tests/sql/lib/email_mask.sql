-- SPDX-License-Identifier: MIT
select plan(3);

select is(email_mask('jane@example.com'), 'j***@example.com',
    'the first letter and the domain show');
select is(email_mask('j@example.com'), 'j***@example.com',
    'a mask does not tell how long the name is');
select is(email_mask(null), null, 'null stays null');

select * from finish();
