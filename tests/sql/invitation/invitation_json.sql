-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'One@Example.com') \gset
select is(invitation_json(i)::text, json_build_object('id', i.id,
        'kind', 'connections', 'organizationId', :'acme',
        'email', 'One@Example.com', 'status', 'pending',
        'inviterName', 'Jane', 'message', 'Join us.', 'locale', null,
        'expiresAt', wire_time(i.expires_at), 'maxUses', 1, 'useCount', 0,
        'createdAt', wire_time(i.created_at), 'sentAt', null,
        'resentAt', null, 'acceptedAt', null, 'rejectedAt', null,
        'revokedAt', null, 'delivery', delivery_json(i))::text,
    'an invitation shows all its members in order')
from invitation i where id = :'id';
update invitation set locale = 'de', use_count = 1, state = 'accepted',
    sent_at = '2024-01-01 01:00+00', resent_at = '2024-01-01 02:00+00',
    accepted_at = '2024-01-01 03:00+00', rejected_at = '2024-01-01 04:00+00',
    revoked_at = '2024-01-01 05:00+00'
where id = :'id';
select is(array(select invitation_json(i)->>m from unnest('{sentAt,resentAt,
            acceptedAt,rejectedAt,revokedAt}'::text[]) m),
        array(select format('2024-01-01T0%s:00:00.000Z', n)
            from generate_series(1, 5) n), 'each time under its own name'),
    is(invitation_json(i)->>'status', 'accepted', 'its status'),
    is(invitation_json(i)->>'locale', 'de', 'and language')
from invitation i where id = :'id';
update invitation set state = 'pending', use_count = 0;
select given.expired(:'id');
select is(invitation_json(i)->>'status', 'expired',
    'it is expired when it is read')
from invitation i where id = :'id';

select * from finish();
