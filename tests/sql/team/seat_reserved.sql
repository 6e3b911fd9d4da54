-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id as one, expires_at from given.team_invitation(:'acme',
    'one@example.com') \gset
select given.invitation(:'acme', 'two@example.com');
select given.team_invitation(:'bolt', 'three@example.com');
select given.member(:'acme', 'four@example.com');
create function pg_temp.reserved_in(
    organization_id uuid, id uuid, state text
) returns integer
language plpgsql as $$
begin
    update invitation i set state = reserved_in.state
    where i.id = reserved_in.id;
    return seat_reserved(reserved_in.organization_id, clock_timestamp());
end
$$;
select is(seat_reserved(:'acme', clock_timestamp()), 1,
    'a pending invitation to a team has a seat');
select is(seat_reserved(:'acme',
        :'expires_at'::timestamptz - interval '1 us'), 1,
    'to the last moment of its time');
select is(seat_reserved(:'acme', :'expires_at'), 0, 'and not from then on');
select is(pg_temp.reserved_in(:'acme', :'one', s), wanted,
    s || ': ' || wanted)
from (values ('pending', 1), ('accepted', 0), ('revoked', 0),
    ('rejected', 0), ('expired', 0)) v (s, wanted);

select * from finish();
