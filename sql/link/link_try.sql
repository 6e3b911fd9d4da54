-- SPDX-License-Identifier: MIT
create or replace function link_try(l link, email_key text) returns integer
language plpgsql volatile as $$
-- Count one try at a code, each limit by one guarded update of its own row.
-- Returns null if it may be made, else in how many seconds the next may.
-- Raises nothing. Writes link, verification.
#variable_conflict use_column
declare
    v_day constant interval := '1 day';
    v_now timestamptz := clock_timestamp();
    v_row verification;
begin
    update link t
    set try_count = case when t.tries_since > v_now - v_day
            then t.try_count + 1 else 1 end,
        tries_since = case when t.tries_since > v_now - v_day
            then t.tries_since else v_now end
    where t.organization_id = l.organization_id and t.id = l.id
        and (t.try_count < 200 or t.tries_since <= v_now - v_day);
    if not found then
        return (select ceil(extract(epoch from t.tries_since + v_day - v_now))
            from link t
            where t.organization_id = l.organization_id and t.id = l.id);
    end if;
    insert into verification as p (organization_id, link_id, email_key,
        try_count, tries_since, code_tries)
    values (l.organization_id, l.id, link_try.email_key, 1, v_now, 1)
    on conflict on constraint verification_pk do update
        set try_count = case when p.tries_since > v_now - v_day
                then p.try_count + 1 else 1 end,
            tries_since = case when p.tries_since > v_now - v_day
                then p.tries_since else v_now end,
            code_tries = p.code_tries + 1
        where p.code_tries < 5
            and (p.try_count < 25 or p.tries_since <= v_now - v_day);
    if found then
        return null;
    end if;
    select p.* into v_row from verification p
    where p.organization_id = l.organization_id and p.link_id = l.id
        and p.email_key = link_try.email_key;
    -- A code worn out is cured by the next one, at the earliest in a minute.
    return case
        when v_row.try_count >= 25 and v_row.tries_since > v_now - v_day
            then ceil(extract(epoch from v_row.tries_since + v_day - v_now))
        else greatest(1, ceil(extract(epoch from interval '1 minute'
            + v_row.sent_at[cardinality(v_row.sent_at)] - v_now))) end;
end
$$;
