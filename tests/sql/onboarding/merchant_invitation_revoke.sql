-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Shop', :'root', kind => 'merchant') as shop,
    given.organization('Acme', :'root') as acme \gset
select given.caller(:'root') as caller \gset
select id from given.merchant_invitation(:'shop') \gset
select id as other from given.invitation(:'acme') \gset
select given.guards(format('merchant_invitation_revoke($1, %L)', :'id'));
select given.state() as before \gset
select is((merchant_invitation_revoke(:'caller', :'other')).code,
        'not_found', 'one of another family is unknown here'),
    is(given.state(), :'before', 'and nothing is written');
select body from merchant_invitation_revoke(:'caller', :'id') \gset
select is(:'body'::json->>'status', 'Revoked', 'an invitation is revoked'),
    is(:'body'::json::text, merchant_invitation_json(i)::text,
        'it is answered as it is now')
from invitation i where i.id = :'id';
select given.state() as before \gset
select is((merchant_invitation_revoke(:'caller', :'id')).body::text, :'body',
        'again, it is the same'),
    is(given.state(), :'before', 'and nothing is written');
update invitation set state = 'accepted' where id = :'id';
select is((merchant_invitation_revoke(:'caller', :'id')).code,
        'invitation_state', 'what was completed is refused'),
    is((merchant_invitation_revoke(:'caller', gen_random_uuid())).code,
        'not_found', 'what is not there is unknown');

select * from finish();
