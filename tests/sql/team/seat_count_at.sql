-- SPDX-License-Identifier: MIT
select plan(19);

-- A business of which each hour of one day is known.
select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
create function pg_temp.at(hour numeric) returns timestamptz
language sql as $$
    select '2024-01-01 00:00+00'::timestamptz + hour * interval '1 hour'
$$;
create function pg_temp.seat(
    organization_id uuid, name text, taken numeric, expires numeric,
    revoked numeric default null, accepted numeric default null,
    removed numeric default null, past tstzmultirange default '{}'
) returns void
language plpgsql as $$
declare
    v_id uuid := case when accepted is null
        then (given.team_invitation(organization_id,
            name || '@example.com')).id
        else (given.member(organization_id,
            name || '@example.com')).invitation_id end;
begin
    update invitation set license_activated_at = pg_temp.at(taken),
        expires_at = pg_temp.at(expires), revoked_at = pg_temp.at(revoked),
        accepted_at = pg_temp.at(accepted), past_seats = past
    where id = v_id;
    update member set created_at = pg_temp.at(accepted),
        removed_at = pg_temp.at(removed), password_hash = null
    where invitation_id = v_id;
end
$$;
create function pg_temp.counts(organization_id uuid, hours numeric[])
returns text
language sql as $$
    select string_agg(seat_count_at(organization_id, pg_temp.at(h))::text,
        ' ' order by h)
    from unnest(hours) h
$$;
select is(pg_temp.counts(:'acme', '{1}'), '0', 'there is nobody yet');
select pg_temp.seat(:'acme', 'expires', 1, 3);
select is(pg_temp.counts(:'acme', '{0.9,1,2.9,3,4}'), '0 1 1 0 0',
    'one that expired had a seat until then');
select pg_temp.seat(:'acme', 'revoked', 5, 9, revoked => 7);
select is(pg_temp.counts(:'acme', '{4.9,5,6.9,7,8}'), '0 1 1 0 0',
    'one that was revoked until it was');
select pg_temp.seat(:'acme', 'late', 10, 12, revoked => 14);
select is(pg_temp.counts(:'acme', '{10,11.9,12,13}'), '1 1 0 0',
    'one revoked after it had expired until it expired');
select pg_temp.seat(:'acme', 'stays', 15, 20, accepted => 17);
select is(pg_temp.counts(:'acme', '{14.9,15,17,20,22}'), '0 1 1 1 1',
    'one that was accepted keeps it, and has but one');
select pg_temp.seat(:'acme', 'goes', 23, 30, accepted => 24, removed => 26);
select is(pg_temp.counts(:'acme', '{22.9,23,24,25.9,26,31}'),
    '1 2 2 2 1 1', 'until the member is removed');
select pg_temp.seat(:'acme', 'revived', 42, 44,
    past => tstzmultirange(tstzrange(pg_temp.at(40), pg_temp.at(41))));
select is(pg_temp.counts(:'acme', '{39.9,40,41,42,44}'), '1 2 1 2 1',
    'one that was revived had one twice');
select is(pg_temp.counts(:'bolt', array(select generate_series(0, 44))),
    trim(repeat('0 ', 45)), 'others had none of them');

-- What stands there now is what the count of now says.
select given.team_invitation(:'bolt', 'a@example.com');
select given.member(:'bolt', 'b@example.com');
select is(seat_count_at(:'bolt', clock_timestamp()), 2, 'both have a seat');
select is(seat_count_at(:'bolt', clock_timestamp()), seat_used(:'bolt')
    + seat_reserved(:'bolt', clock_timestamp()), 'as the other count says');
select is(seat_count_at(:'bolt', i.created_at), n::int,
        'each was counted from its making'),
    is(seat_count_at(:'bolt', i.created_at - interval '1 us'), n::int - 1,
        'and not before'),
    cmp_ok(i.license_activated_at, '=', i.created_at,
        'since when it had it')
from (select t.created_at, t.license_activated_at,
        row_number() over (order by t.created_at) as n
    from invitation t where t.organization_id = :'bolt') i;
select is(seat_count_at(:'bolt', m.created_at), 2, 'no seat is lost'),
    is(seat_count_at(:'bolt', m.created_at - interval '1 us'), 2,
        'or doubled in the moment of accepting'),
    is(m.created_at, i.accepted_at, 'which is one for both')
from member m join invitation i on i.id = m.invitation_id
where m.organization_id = :'bolt';

select * from finish();
