-- SPDX-License-Identifier: MIT
select plan(18);

select given.organization('Acme') as acme \gset
select id from given.team_invitation(:'acme') \gset
create function pg_temp.members(id uuid) returns text
language sql as $$
    -- Each but the renewal date and billing status, shortly.
    select concat_ws(' ', m->>'licenseQuantity',
        case m->>'licenseActivatedAt'
            when wire_time(i.created_at) then 'created'
            when wire_time(i.resent_at) then 'resent'
            else m->>'licenseActivatedAt' end,
        case m->>'licenseReleasedAt'
            when wire_time(i.expires_at) then 'expired'
            when wire_time(i.revoked_at) then 'revoked'
            else m->>'licenseReleasedAt' end)
    from invitation i, lateral (select team_license_members(i)) f (m)
    where i.id = members.id
$$;
select is(team_license_members(i)::text, json_build_object(
        'licenseBillingStatus', null, 'licenseQuantity', null,
        'licenseRenewalDate', null, 'licenseActivatedAt', null,
        'licenseReleasedAt', null)::text,
    'what nobody pays for has no paid licence')
from invitation i where id = :'id';
select license_set(:'acme', given.operator(), 10, '2025-01-01 00:00+00',
    'active');
select is(m->>'licenseRenewalDate', '2025-01-01T00:00:00.000Z',
        'a paid one has a date'),
    is(m->>'licenseBillingStatus', 'active', 'and a status')
from invitation i, lateral (select team_license_members(i)) f (m)
where id = :'id';
select is(pg_temp.members(:'id'), '1 created',
    'a new one has a seat since it was made');

-- Each counts what was in use after its last change.
select id as two from given.team_invitation(:'acme', 'two@example.com') \gset
select id as three from given.team_invitation(:'acme', 'three@example.com')
    \gset
select is(pg_temp.members(:'id'), '1 created', 'later ones change it not');
select is(pg_temp.members(:'three'), '3 created', 'but count it');
select invitation_do_revoke(:'acme', :'two', 'team',
    given.authority(given.operator()));
select is(pg_temp.members(:'two'), '2 created revoked',
    'one that was revoked is no longer counted');
select member_accept(given.link(:'three'), null, null, null, null, '{}',
    null);
select is(pg_temp.members(:'three'), '2 created',
    'one that was accepted is');

-- Nobody is there to write when time runs out.
select given.team_invitation(:'acme', 'four@example.com');
select is(seat_used(:'acme') + seat_reserved(:'acme', now()), 3,
    'there are three');
update invitation set created_at = created_at - interval '8 days',
    license_activated_at = license_activated_at - interval '8 days',
    expires_at = expires_at - interval '8 days'
where id = :'id';
select is(pg_temp.members(:'id'), '0 created expired',
    'one that expired counts those of the moment when it did');
update invitation set license_activated_at
    = license_activated_at - interval '2 days'
where id = :'three';
select is(pg_temp.members(:'id'), '1 created expired',
    'whatever became of them');
update invitation set license_activated_at
    = license_activated_at + interval '2 days'
where id = :'three';
select invitation_do_resend(:'acme', :'id', 'team',
    given.authority(given.operator()), false, given.links(), '{1}', 0, 100);
select is(pg_temp.members(:'id'), '3 resent',
    'one that was revived has another seat');
update invitation set resent_at = resent_at + interval '1 hour'
where id = :'id';
select invitation_do_resend(:'acme', :'id', 'team',
    given.authority(given.operator()), false, given.links(), '{1}',
    -7200, 100);
select isnt(pg_temp.members(:'id'), '3 resent',
    'one that was resent in time');
select is(m->>'licenseActivatedAt', wire_time(i.license_activated_at),
        'has the same'),
    cmp_ok(i.license_activated_at, '<', i.resent_at, 'since before that'),
    is(m->>'licenseReleasedAt', null, 'and still')
from invitation i, lateral (select team_license_members(i)) f (m)
where id = :'id';
update invitation set state = 'revoked', expires_at = '2024-01-02 00:00+00',
    revoked_at = '2024-01-03 00:00+00'
where id = :'id';
select is(team_license_members(i)->>'licenseReleasedAt',
    '2024-01-02T00:00:00.000Z',
    'one revoked when it had expired let go when it expired')
from invitation i where id = :'id';
select member_remove(:'acme', given.operator(), id) from member;
select is(team_license_members(i)->>'licenseReleasedAt',
    wire_time(m.removed_at), 'a member''s is let go with the member')
from invitation i join member m on m.invitation_id = i.id;

select * from finish();
