-- SPDX-License-Identifier: MIT
select plan(39);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
create function pg_temp.leased(address text) returns uuid
language plpgsql as $$
-- An invitation whose mail is leased.
declare
    v_id uuid;
begin
    select i.id into v_id from organization o,
        given.invitation(o.id, address || '@example.com') i
    where o.name = 'Acme';
    update outbox o set state = 'leased', lease_id = gen_random_uuid(),
        due_at = clock_timestamp() + interval '1 minute'
    where o.invitation_id = v_id;
    return v_id;
end
$$;
create function pg_temp.mail(id uuid) returns outbox
language sql as $$
    select o from outbox o where o.invitation_id = mail.id
$$;
create function pg_temp.result(
    id uuid, outcome text, error text default null,
    is_alone boolean default false
) returns text
language sql as $$
    select (mail_result(o.organization_id, o.id, o.lease_id, outcome, error,
        result.is_alone)).code
    from outbox o where o.invitation_id = result.id
$$;
create function pg_temp.deferred(id uuid, times integer default 1)
returns interval
language plpgsql as $$
-- How long a mail waits that was deferred so often.
begin
    for n in 1..times loop
        update outbox o set state = 'leased', lease_id = gen_random_uuid()
        where o.invitation_id = deferred.id;
        perform pg_temp.result(deferred.id, 'deferred', '450 later');
    end loop;
    return date_trunc('second', (pg_temp.mail(deferred.id)).due_at
        - clock_timestamp() + interval '1 s');
end
$$;

select pg_temp.leased('sent') as id \gset
select is(pg_temp.result(:'id', 'sent'), null, 'a mail was sent');
select is((m).state, 'sent', 'it is'), is((m).attempts, 1, 'at the first try'),
    is((m).last_error, null, 'without an error'),
    is((m).due_at, null, 'it is not due again'),
    is((m).lease_id, null, 'nobody has it'),
    isnt((m).ended_at, null, 'and it has ended')
from pg_temp.mail(:'id') m;
select is(delivery_state, 'sent', 'the delivery says so'),
    is(delivery_attempts, 1, 'with the tries')
from recipient where invitation_id = :'id';
select ok(sent_at >= now(), 'the invitation is sent'),
    is(revision, 2, 'its revision counts')
from invitation where id = :'id';
select is((given.last_event()).type, 'invitation.sent', 'and an event');

select pg_temp.leased('failed') as id \gset
select pg_temp.result(:'id', 'failed', '550 no such user');
select is((m).state, 'dead', 'a mail may fail for good'),
    is((m).last_error, '550 no such user', 'with the server''s words'),
    is((m).due_at, null, 'it is not due again')
from pg_temp.mail(:'id') m;
select is(delivery_state, 'failed', 'the delivery says so'),
    is(delivery_error, '550 no such user', 'in the same words')
from recipient where invitation_id = :'id';
select is(state, 'pending', 'the invitation lives'),
    is(sent_at, null, 'unsent') from invitation where id = :'id';
select is((given.last_event()).type, 'invitation.failed', 'an event says so');

select pg_temp.leased('deferred') as id \gset
select is(pg_temp.deferred(:'id'), '1 minute', 'a first time, a minute');
select is((m).state, 'deferred', 'a mail may be deferred'),
    is((m).is_alone, false, 'not alone'), is((m).ended_at, null, 'not ended')
from pg_temp.mail(:'id') m;
select is(delivery_state, 'deferred', 'the delivery says so'),
    is(delivery_next_at, (pg_temp.mail(:'id')).due_at, 'and until when')
from recipient where invitation_id = :'id';
select is(pg_temp.deferred(:'id'), '2 minutes', 'then twice as long');
select is(pg_temp.deferred(:'id', 6), '128 minutes', 'each time');
select is(pg_temp.deferred(:'id'), '4 hours', 'four hours at most');
select is(pg_temp.deferred(:'id', 20), '4 hours', 'however often');
update outbox set give_up_at = clock_timestamp() + interval '1 hour'
where invitation_id = :'id';
select is(pg_temp.deferred(:'id'), '1 hour',
    'the last try is when its time is over');
update outbox set give_up_at = clock_timestamp()
where invitation_id = :'id';
select pg_temp.deferred(:'id');
select is((pg_temp.mail(:'id')).state, 'dead', 'then it has failed');

select pg_temp.leased('alone') as id \gset
select pg_temp.result(:'id', 'deferred', repeat('x', 600), true);
select is((m).is_alone, true, 'whose sender died goes alone'),
    is(length((m).last_error), 500, 'long words are cut')
from pg_temp.mail(:'id') m;

select pg_temp.leased('lost') as id \gset
select (m).id as mail, (m).lease_id as lease from pg_temp.mail(:'id') m \gset
select given.state() as before \gset
select (mail_result(:'acme', :'mail', gen_random_uuid(), 'sent', null,
    false)).code;
select is(given.state(), :'before', 'a lease that has passed on is nothing');
select (mail_result(:'bolt', :'mail', :'lease', 'sent', null, false)).code;
select is(given.state(), :'before', 'nor is another organization''s word');
select (mail_result(:'acme', :'mail', :'lease', 'sent', null, false)).code;
select given.state() as before \gset
select (mail_result(:'acme', :'mail', :'lease', 'failed', null, false)).code;
select is(given.state(), :'before', 'the first word stands');
select is((pg_temp.mail(:'id')).state, 'sent', 'as it was');

-- A session keeps its plans, also those it made while there were few rows.
create function pg_temp.rows_read() returns bigint
language sql as $$
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
    from pg_stat_xact_user_tables
    where relname in ('invitation', 'recipient', 'outbox')
$$;
select count(pg_temp.leased('many' || n)) from generate_series(1, 300) n \gset
select pg_temp.leased('last') as last, pg_temp.rows_read() as before \gset
select pg_temp.result(:'last', 'sent') \gset
select ok(pg_temp.rows_read() - :before < 10 * 300,
    'what it reads does not grow with the square of what there is');

select * from finish();
