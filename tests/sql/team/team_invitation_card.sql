-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
select id from given.team_invitation(:'acme', 'Jane@Example.com', 'Admin')
    \gset
select is(team_invitation_card(i)::text, json_build_object(
        'safeMessage', null, 'id', i.id, 'businessId', :'acme',
        'businessName', 'Acme', 'email', 'Jane@Example.com',
        'role', 'Admin', 'status', 'Pending',
        'createdAt', wire_time(i.created_at),
        'expiresAt', wire_time(i.expires_at), 'sentAt', null,
        'resentAt', null, 'acceptedAt', null, 'revokedAt', null)::text,
        'what everybody may see, in the document''s order'),
    is(team_invitation_card(i, 'Hello')->>'safeMessage', 'Hello',
        'with a text where there is one')
from invitation i where id = :'id';
update invitation set state = 'revoked',
    sent_at = '2024-01-01 01:00+00', resent_at = '2024-01-01 02:00+00',
    accepted_at = '2024-01-01 03:00+00', revoked_at = '2024-01-01 04:00+00'
where id = :'id';
select is(array(select team_invitation_card(i)->>m from unnest(
            '{sentAt,resentAt,acceptedAt,revokedAt}'::text[]) m),
        array(select format('2024-01-01T0%s:00:00.000Z', n)
            from generate_series(1, 4) n), 'each time under its own name'),
    is(team_invitation_card(i)->>'status', 'Revoked',
        'and the family''s words')
from invitation i where id = :'id';

select * from finish();
