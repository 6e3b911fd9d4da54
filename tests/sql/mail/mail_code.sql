-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
update invitation set locale = 'de';
select given.state('{outbox}') as before \gset
select mail_code(given.link(:'id'), 'A@Example.com',
    '{"number": 3, "salt": "00ff"}');
select is(state, 'queued', 'a code is queued'),
    is(email, 'A@Example.com', 'to the address as typed'),
    is(locale, 'de', 'in the invitation''s language'),
    is(link_id, (given.link(:'id')).id, 'for the link'),
    is(invitation_id, null, 'not as the invitation''s mail'),
    is(data->>'code', mark('code', 3, :'acme', link_id, '\x00ff'),
        'the code is a mark'),
    ok(due_at <= clock_timestamp(), 'due now'),
    is(date_trunc('minute', give_up_at - due_at + interval '1 s'),
        '10 minutes', 'and for ten minutes')
from outbox where kind = 'code';
select is(given.state('{outbox}'), :'before', 'and nothing else is written');

select * from finish();
