-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt,
    given.organization('Shop', kind => 'merchant') as shop \gset
select id from given.invitation(:'acme', 'Ann@X.com') \gset
select id as other from given.invitation(:'bolt', 'ann@x.com') \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 123456') \gset
create function pg_temp.suppressed(id uuid) returns boolean
language sql as $$
    select recipient_is_suppressed(r) from recipient r
    where r.invitation_id = suppressed.id
$$;
insert into suppression (organization_id, email_key)
values (:'acme', 'bob@x.com'), (:'shop', 'ann@x.com');
select is(pg_temp.suppressed(:'id'), false, 'another''s wish is not its own');
insert into suppression (organization_id, email_key)
values (:'acme', 'ann@x.com');
select is(pg_temp.suppressed(:'id'), true, 'its own is, however it is typed'),
    is(pg_temp.suppressed(:'other'), false, 'to that organization alone'),
    is(pg_temp.suppressed(:'phoned'), false, 'a telephone has no address');
select is((select count(*)::int from suppression), 3, 'nothing is written');

select * from finish();
