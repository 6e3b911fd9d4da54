-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'One@Example.com') \gset
select is(connection_received_json(i)::text, json_build_object('id', i.id,
        'businessId', :'acme', 'businessName', 'Acme',
        'email', 'One@Example.com', 'inviterName', 'Jane',
        'message', 'Join us.', 'status', 'pending',
        'expiresAt', wire_time(i.expires_at),
        'createdAt', wire_time(i.created_at), 'acceptedAt', null,
        'rejectedAt', null, 'cancelledAt', null, 'connectionId', null)::text,
    'who is invited sees by whom, and no alias, delivery or URL')
from invitation i where id = :'id';
select gen_random_uuid() as connection \gset
update invitation set state = 'revoked', connection_id = :'connection',
    accepted_at = '2024-01-01 01:00+00', rejected_at = '2024-01-01 02:00+00',
    revoked_at = '2024-01-01 03:00+00'
where id = :'id';
select is(array(select connection_received_json(i)->>m from unnest(
            '{acceptedAt,rejectedAt,cancelledAt}'::text[]) m),
        array(select format('2024-01-01T0%s:00:00.000Z', n)
            from generate_series(1, 3) n), 'each time under its own name'),
    is(connection_received_json(i)->>'status', 'cancelled',
        'its status in the family''s words'),
    is(connection_received_json(i)->>'connectionId', :'connection',
        'and the connection it made')
from invitation i where id = :'id';

select * from finish();
