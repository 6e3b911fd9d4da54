-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Shop', kind => 'merchant') as shop \gset
select id from given.merchant_invitation(:'shop', phone => '+49 170 1') \gset
update invitation set created_at = '2030-01-02 03:04:05.678Z',
    expires_at = '2030-01-16 03:04:05.678Z', sent_at = '2030-01-03Z',
    resent_at = '2030-01-04Z', accepted_at = '2030-01-05Z',
    revoked_at = '2030-01-06Z', rejected_at = '2030-01-07Z';
select merchant_invitation_json(i) as body from invitation i \gset
select is(array(select json_object_keys(:'body'::json)),
    '{invitationId,merchantId,firstName,lastName,email,phone,status,'
    'expiresAt,createdAt,sentAt,resentAt,completedAt,revokedAt,delivery}',
    'its members are those of the contract');
select is(:'body'::jsonb - '{invitationId,delivery}'::text[],
    jsonb_build_object('merchantId', :'shop', 'firstName', 'Mara',
        'lastName', 'Moss', 'email', 'Mara@Example.com',
        'phone', '+49 170 1', 'status', 'Pending',
        'expiresAt', '2030-01-16T03:04:05.678Z',
        'createdAt', '2030-01-02T03:04:05.678Z',
        'sentAt', '2030-01-03T00:00:00.000Z',
        'resentAt', '2030-01-04T00:00:00.000Z',
        'completedAt', '2030-01-05T00:00:00.000Z',
        'revokedAt', '2030-01-06T00:00:00.000Z'),
    'each says what the row does');
select is(:'body'::json->>'invitationId', :'id', 'the id is the row''s'),
    is(:'body'::json->'delivery'->>'state', 'queued',
        'the delivery is the recipient''s');
update invitation set state = 'accepted', expires_at = '2001-01-01Z';
select is(merchant_invitation_json(i)->>'status', 'Completed',
    'the status is in this family''s words') from invitation i;

select * from finish();
