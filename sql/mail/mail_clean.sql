-- SPDX-License-Identifier: MIT
create or replace function mail_clean(page_limit integer) returns reply
language plpgsql volatile as $$
-- Delete what is past its time, at most page_limit rows of each kind:
-- remembered answers (24 hours), codes and proofs (a day), counted mails to
-- an address and tries to log in (an hour), mails that ended (a week).
-- Returns {deleted}. Raises nothing. Writes idempotency, verification,
-- address_limit, session_limit, outbox.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_deleted bigint := 0;
    v_count bigint;
begin
    delete from idempotency where ctid = any(array(
        select i.ctid from idempotency i
        where i.created_at < v_now - interval '24 hours'
        limit page_limit for update skip locked));
    get diagnostics v_count = row_count;
    v_deleted := v_deleted + v_count;
    delete from verification where ctid = any(array(
        select p.ctid from verification p
        where coalesce(p.sent_at[cardinality(p.sent_at)], '-infinity')
                < v_now - interval '1 day'
            and coalesce(p.tries_since, '-infinity')
                < v_now - interval '1 day'
            and coalesce(p.proof_expires_at, '-infinity') < v_now
        limit page_limit for update skip locked));
    get diagnostics v_count = row_count;
    v_deleted := v_deleted + v_count;
    delete from address_limit where ctid = any(array(
        select a.ctid from address_limit a
        where coalesce(a.sent_at[cardinality(a.sent_at)], '-infinity')
            < v_now - interval '1 hour'
        limit page_limit for update skip locked));
    get diagnostics v_count = row_count;
    v_deleted := v_deleted + v_count;
    delete from session_limit where ctid = any(array(
        select t.ctid from session_limit t
        where t.tried_at[cardinality(t.tried_at)]
            < v_now - interval '1 hour'
        limit page_limit for update skip locked));
    get diagnostics v_count = row_count;
    v_deleted := v_deleted + v_count;
    delete from outbox where ctid = any(array(
        select o.ctid from outbox o
        where o.ended_at < v_now - interval '7 days'
        limit page_limit for update skip locked));
    get diagnostics v_count = row_count;
    v_deleted := v_deleted + v_count;
    return reply_ok(json_build_object('deleted', v_deleted));
end
$$;
