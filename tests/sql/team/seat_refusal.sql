-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Acme') as acme \gset
select id, expires_at from given.team_invitation(:'acme') \gset
select given.member(:'acme', 'john@example.com');
delete from license;
select is(seat_refusal(:'acme', now()), null,
    'without a licence there is a seat');
select license_lock(:'acme');
select is(seat_refusal(:'acme', now()), null,
    'so there is without a limit');
create function pg_temp.refusal(
    organization_id uuid, seat_limit integer, at timestamptz
) returns text
language plpgsql as $$
begin
    update license s set seat_limit = refusal.seat_limit;
    return seat_refusal(refusal.organization_id, refusal.at);
end
$$;
select is(pg_temp.refusal(:'acme', n, now()), wanted,
    'two are taken of ' || n)
from (values (1, 'seat_limit_reached'), (2, 'seat_limit_reached'),
    (3, null)) v (n, wanted);
select is(pg_temp.refusal(:'acme', 2, :'expires_at'), null,
        'what has expired has none at the moment'),
    is(pg_temp.refusal(:'acme', 1, :'expires_at'), 'seat_limit_reached',
        'what was accepted has');

select * from finish();
