-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt \gset
select id from given.invitation(:'acme') \gset
select is((invitation_find(:'id', v)).id, :'id', 'its sender finds it')
from given.authority(given.caller(:'acme')) v;
select is((invitation_find(:'id', v)).id, :'id', 'so does one above')
from given.authority(given.caller(:'root')) v;
select is((invitation_find(:'id', v)).id, :'id', 'and the command line')
from given.authority(given.operator()) v;
select is((invitation_find(:'id', v)).id, null, 'one beside does not')
from given.authority(given.caller(:'bolt')) v;
select is((invitation_find(:'id', v)).id, null, 'nor does nobody')
from given.authority(given.nobody()) v;
select is((invitation_find(gen_random_uuid(), v)).id, null,
    'what is not there is not found')
from given.authority(given.operator()) v;

-- Of one family.
select given.organization('Water', :'root', kind => 'company') as water,
    given.organization('Shop', :'root', kind => 'merchant') as shop \gset
select id as account from given.contributors(:'water') \gset
select id as merchant from given.merchant_invitation(:'shop') \gset
select is((invitation_find(:'account', v, 'contributors')).id, :'account',
        'one of the family asked for is found'),
    is((invitation_find(:'merchant', v, 'onboarding')).id, :'merchant',
        'of any family'),
    is((invitation_find(:'id', v, 'contributors')).id, null,
        'one of another family is none')
from given.authority(given.caller(:'root')) v;
select is((invitation_find(:'account', v, 'contributors')).id, null,
    'nor is one that the caller may not know of')
from given.authority(given.caller(:'bolt')) v;

select * from finish();
