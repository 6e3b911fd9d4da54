-- SPDX-License-Identifier: MIT
select plan(26);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
select id as two from given.invitation(:'acme', 'two@example.com') \gset
select id as three from given.invitation(:'acme', 'three@example.com') \gset
select id as other from given.invitation(:'bolt', 'other@example.com') \gset
create function pg_temp.lease(
    organization_id uuid, page_limit integer default 10
) returns text
language sql as $$
    -- To whom the mails leased go.
    select coalesce(string_agg(m.value->>'email', ' ' order by m.ordinality),
        'nobody')
    from json_array_elements((mail_lease(organization_id, page_limit,
        120)).body) with ordinality m
$$;
create function pg_temp.again(state text default 'queued') returns void
language sql as $$
    -- As if nobody had leased.
    update outbox o set state = again.state, lease_id = null,
        due_at = created_at
    where o.due_at is not null
$$;
create function pg_temp.mail(id uuid) returns outbox
language sql as $$
    select o from outbox o where o.invitation_id = mail.id
$$;
select given.state('{outbox}') as before \gset
select is(pg_temp.lease(:'acme', 2), 'one@example.com two@example.com',
    'the mails that have waited longest are taken, so many at most');
select is((pg_temp.mail(:'one')).state, 'leased', 'they are leased');
select isnt((pg_temp.mail(:'one')).lease_id, null, 'under an id');
select is((pg_temp.mail(:'one')).lease_id, (pg_temp.mail(:'two')).lease_id,
    'the same for all');
select ok((pg_temp.mail(:'one')).due_at
    between clock_timestamp() + interval '119 s'
        and clock_timestamp() + interval '120 s', 'for the time given');
select is((pg_temp.mail(:'one')).is_alone, false, 'not alone');
select is((pg_temp.mail(:'three')).state, 'queued', 'the others wait');
select is(pg_temp.lease(:'acme'), 'three@example.com',
    'what is leased is not leased again');
select isnt((pg_temp.mail(:'three')).lease_id,
    (pg_temp.mail(:'one')).lease_id, 'another lease has another id');
select is(pg_temp.lease(:'acme'), 'nobody', 'then there is nothing');
select is((pg_temp.mail(:'other')).state, 'queued',
    'another organization''s mail is not touched');
select is(given.state('{outbox}'), :'before', 'and nothing else is written');

select pg_temp.again();
update outbox set due_at = clock_timestamp() + interval '1 s'
where invitation_id = :'one';
select is(pg_temp.lease(:'acme'), 'two@example.com three@example.com',
    'what is not due yet is left');

select pg_temp.again();
update outbox set is_alone = true where invitation_id = :'two';
select is(pg_temp.lease(:'acme'), 'one@example.com three@example.com',
    'a mail that killed its sender is passed over');
select is(pg_temp.lease(:'acme'), 'two@example.com', 'and goes alone');
select pg_temp.again();
select is(pg_temp.lease(:'acme', 1), 'one@example.com', 'in its turn');
select is(pg_temp.lease(:'acme'), 'two@example.com', 'alone again');
select pg_temp.again('leased');
update outbox set is_alone = false;
select is(pg_temp.lease(:'acme'), 'one@example.com',
    'so do those whose sender has not come back');
select is((pg_temp.mail(:'one')).is_alone, true, 'which is known from then');
select pg_temp.again();
update outbox set is_alone = false;

select given.expired(:'one');
select given.expired(:'two');
insert into suppression (organization_id, email_key)
values (:'acme', 'two@example.com');
update invitation set expires_at = null where id = :'two';
select is(pg_temp.lease(:'acme'), 'three@example.com',
    'what must not be sent is not leased');
select is((pg_temp.mail(:'one')).state, 'dropped', 'but dropped');
select is(delivery_state, 'none', 'and delivered to nobody')
from recipient where invitation_id = :'one';
select is(delivery_state, 'suppressed', 'or to somebody who wants none')
from recipient where invitation_id = :'two';
select is((pg_temp.mail(:'one')).due_at, null, 'it is never due again');
select isnt((pg_temp.mail(:'one')).ended_at, null, 'and can be deleted');
select is((select count(*)::int from outbox where organization_id = :'acme'),
    3, 'nothing is lost');

select * from finish();
