-- SPDX-License-Identifier: MIT
select plan(4);

select is(mailbox_key('jane+any+more@example.com'), 'jane@example.com',
    'what stands behind a plus is left out');
select is(mailbox_key('jane@example.com'), 'jane@example.com',
    'where there is none the address stays');
select is(mailbox_key('+@a+b.example'), '@a+b.example',
    'a domain is left as it is');
select is(mailbox_key(null), null, 'null stays null');

select * from finish();
