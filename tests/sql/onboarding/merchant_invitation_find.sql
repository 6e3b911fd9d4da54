-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Shop', kind => 'merchant') as shop,
    given.organization('Acme') as acme \gset
select id from given.merchant_invitation(:'shop') \gset
select id as other from given.invitation(:'acme') \gset
select given.authority(given.caller(:'shop')) as shopkeeper,
    given.authority(given.caller(:'acme')) as stranger,
    given.authority(given.operator()) as operator \gset
select is((merchant_invitation_find(:'id', :'shopkeeper')).id, :'id',
        'its owner finds it'),
    is((merchant_invitation_find(:'id', :'stranger')).id, null,
        'a stranger does not'),
    is((merchant_invitation_find(:'other', :'operator')).id, null,
        'one of another family is none of these'),
    is((merchant_invitation_find(gen_random_uuid(), :'operator')).id, null,
        'nor is what is not there');

select * from finish();
