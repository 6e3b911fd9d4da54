-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Root') as root \gset
select given.organization('Shop', :'root', kind => 'merchant') as shop,
    given.organization('Acme', :'root') as acme \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id from given.merchant_invitation(:'shop') \gset
select id as other from given.invitation(:'acme') \gset
select given.guards(format('merchant_invitation_get($1, %L)', :'id'));
select is((merchant_invitation_get(:'caller', :'id'))::text,
        merchant_invitation_reply(i)::text, 'an invitation is shown')
from invitation i where i.id = :'id';
select is((merchant_invitation_get(:'caller', :'id')).body->>'token', null,
    'without its token');
select is((merchant_invitation_get(:'caller', :'other')).code, 'not_found',
        'one of another family is unknown here'),
    is((merchant_invitation_get(:'caller', gen_random_uuid())).code,
        'not_found', 'as is what is not there');

select * from finish();
