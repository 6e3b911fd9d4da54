-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'One@Example.com') \gset
select is(connection_invitation_json(i)::text, json_build_object('id', i.id,
        'businessId', :'acme', 'email', 'One@Example.com',
        'aliasName', 'Bolt', 'status', 'pending', 'invitationUrl', null,
        'inviterName', 'Jane', 'message', 'Join us.', 'locale', null,
        'expiresAt', wire_time(i.expires_at),
        'createdAt', wire_time(i.created_at), 'sentAt', null,
        'resentAt', null, 'acceptedAt', null, 'rejectedAt', null,
        'cancelledAt', null, 'rejectReason', null,
        'delivery', delivery_json(i), 'connectionId', null)::text,
        'an invitation shows all its members in order'),
    is(connection_invitation_json(i, 'mark')->>'invitationUrl', 'mark',
        'and its URL where it is given')
from invitation i where id = :'id';
select gen_random_uuid() as connection \gset
update invitation set state = 'revoked', locale = 'de',
    reject_reason = 'No.', connection_id = :'connection',
    sent_at = '2024-01-01 01:00+00', resent_at = '2024-01-01 02:00+00',
    accepted_at = '2024-01-01 03:00+00', rejected_at = '2024-01-01 04:00+00',
    revoked_at = '2024-01-01 05:00+00'
where id = :'id';
select is(array(select connection_invitation_json(i)->>m from unnest(
            '{sentAt,resentAt,acceptedAt,rejectedAt,cancelledAt}'::text[]) m),
        array(select format('2024-01-01T0%s:00:00.000Z', n)
            from generate_series(1, 5) n), 'each time under its own name'),
    is(connection_invitation_json(i)->>'status', 'cancelled',
        'its status in the family''s words'),
    is(concat_ws(' ', connection_invitation_json(i)->>'locale',
        connection_invitation_json(i)->>'rejectReason',
        connection_invitation_json(i)->>'connectionId'),
        'de No. ' || :'connection', 'and what became of it')
from invitation i where id = :'id';

select * from finish();
