-- SPDX-License-Identifier: MIT
select plan(10);

select is(datasource_name(null, url), wanted, url)
from (values
    ('https://power.example', 'power.example'),
    ('https://www.Power.Example/login?a=b', 'www.power.example'),
    ('http://power.example:8443/in', 'power.example'),
    ('https://jane@power.example/in', 'power.example'),
    ('https://power.example?next=a:b@c/d', 'power.example'),
    ('https://power.example#@other.example', 'power.example'),
    ('https://[2001:db8::1]:8443/in', '[2001:db8::1]')) v (url, wanted);
select is(datasource_name('00000000-0000-0000-0000-00000000000a', null),
    '00000000-0000-0000-0000-00000000000a',
    'without a site it is called by its id');
select is(datasource_name('00000000-0000-0000-0000-00000000000a',
    'https://power.example'), 'power.example', 'a site comes first');
select is(datasource_name(null, null), null, 'what is unknown has no name');

select * from finish();
