-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Shop', kind => 'merchant') as shop \gset
select id from given.merchant_invitation(:'shop') \gset
update invitation set revision = 4;
select is(r.body::text, merchant_invitation_json(i)::text,
        'an invitation is answered'),
    is(r.id, i.id, 'with its id'),
    is(r.revision, 4, 'and its revision'),
    is(r.code, null, 'as done')
from invitation i, merchant_invitation_reply(i) r;
select is((merchant_invitation_reply(null)).code, 'not_found',
    'none is unknown');

select * from finish();
