-- SPDX-License-Identifier: MIT
create or replace function session_check(
    organization_id uuid, caller json, email text, email_key text
) returns reply
language plpgsql volatile as $$
-- Count a try to log in, ten an hour for an organization and address, known
-- or not; and give what the worker is to compare the password with. Null is
-- an unknown one: the worker hashes all the same, so that nobody can tell.
-- Returns {passwordHash}, which goes to nobody but session_open; refuses
-- too_many. Raises nothing. Writes session_limit.
#variable_conflict use_column
declare
    v_hour constant interval := '1 hour';
    v_now timestamptz := clock_timestamp();
begin
    insert into session_limit as t (organization_id, email_key, tried_at)
    values (session_check.organization_id, session_check.email_key,
        array[v_now])
    on conflict on constraint session_limit_pk do update
        set tried_at = array(select a from unnest(t.tried_at) a
            where a > v_now - v_hour order by a) || v_now
        where cardinality(t.tried_at) < 10
            or t.tried_at[cardinality(t.tried_at) - 9] <= v_now - v_hour;
    if not found then
        -- The tenth last of them, which leaves the hour first.
        return reply_problem('too_many', json_build_object('retryAfter', (
            select greatest(1, ceil(extract(epoch from
                t.tried_at[cardinality(t.tried_at) - 9] + v_hour - v_now)))
            from session_limit t
            where t.organization_id = session_check.organization_id
                and t.email_key = session_check.email_key)));
    end if;
    return reply_ok(json_build_object('passwordHash', (
        select m.password_hash from member m
        where m.organization_id = session_check.organization_id
            and m.email_key = session_check.email_key
            and m.removed_at is null)));
end
$$;
