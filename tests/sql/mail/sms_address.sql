-- SPDX-License-Identifier: MIT
select plan(15);

select is(sms_address(phone, '%s@sms.example'), wanted || '@sms.example',
    phone || ' is good')
from (values ('+491701234567', '491701234567'), ('+123456', '123456'),
    ('+123456789012345', '123456789012345'),
    ('+49 (170) 12-34.56[7]', '491701234567'), (' + 1234 56 ', '123456'))
    v (phone, wanted);
select is(sms_address(phone, '%s@sms.example'), null, phone || ' is not')
from unnest('{+12345,+1234567890123456,491701234567,00491701234567,example,'
    '+49170123456x,++491701234567,""}'::text[]) phone;
select is(sms_address('+491701234567', null), null,
        'without a gateway there is none'),
    is(sms_address(null, '%s@sms.example'), null, 'nor without a telephone');

select * from finish();
