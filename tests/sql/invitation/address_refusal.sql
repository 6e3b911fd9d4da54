-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Root') as root \gset
select address_wait_each(:'root', '{a@x.example,b@x.example,c@x.example}', 2);
select address_take(:'root', k)
from unnest('{c@x.example,c@x.example,a@x.example,a@x.example,b@x.example}'
    ::text[]) k;
select address_wait_each(:'root', '{a@x.example,b@x.example,c@x.example}',
    2) as wait \gset
select given.state() as before \gset
select is(r.code, 'too_many', 'who mails too much is refused'),
    is(r.body->>'retryAfter', :'wait', 'until the wait is over'),
    is(r.body->>'detail', 'Try again after the time in Retry-After, or '
        || 'leave out who has had 2 invitation mails within an hour: '
        || 'a@x.example, c@x.example.', 'and is told whose mails they are')
from address_refusal(:'root', '{c@x.example,b@x.example,a@x.example}', 2,
    :wait) r;
select is(given.state(), :'before', 'nothing is written');

select * from finish();
