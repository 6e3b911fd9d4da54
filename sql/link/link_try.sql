-- SPDX-License-Identifier: MIT
create or replace function link_try(l link, email_key text) returns integer
language plpgsql volatile as $$
-- Count one try at a code: for the code, for the address, and for the link
-- where a code is out that can be guessed. Were all tries counted for the
-- link, any stranger could close it with addresses that are not on its list.
-- The price: who knows eight addresses may learn, by the link's closing after
-- their 25 tries each, that all of them are. The address's row is locked
-- first, as link_verify does; the link's limit is one guarded update.
-- Returns null if it may be made, else in how many seconds the next may.
-- Raises nothing. Writes link, verification.
#variable_conflict use_column
declare
    v_day constant interval := '1 day';
    v_now timestamptz := clock_timestamp();
    v_row verification;
    v_guesses integer;
begin
    insert into verification as p (organization_id, link_id, email_key,
        tries_since)
    values (l.organization_id, l.id, link_try.email_key, v_now)
    on conflict on constraint verification_pk do update
        set try_count = case when p.tries_since > v_now - v_day
                then p.try_count else 0 end,
            tries_since = case when p.tries_since > v_now - v_day
                then p.tries_since else v_now end
    returning * into v_row;
    v_now := clock_timestamp();
    if v_row.try_count >= 25 then
        return ceil(extract(epoch from v_row.tries_since + v_day - v_now));
    elsif v_row.code_tries >= 5 then
        -- A code worn out is cured by the next, at the earliest in a minute.
        return greatest(1, ceil(extract(epoch from interval '1 minute'
            + v_row.sent_at[cardinality(v_row.sent_at)] - v_now)));
    end if;
    v_guesses := (v_row.code_check is not null
        and v_row.code_expires_at > v_now)::integer;
    update link t
    set try_count = v_guesses + case when t.tries_since > v_now - v_day
            then t.try_count else 0 end,
        tries_since = case when t.tries_since > v_now - v_day
            then t.tries_since else v_now end
    where t.organization_id = l.organization_id and t.id = l.id
        and (t.try_count < 200 or t.tries_since <= v_now - v_day);
    if not found then
        return (select ceil(extract(epoch from t.tries_since + v_day - v_now))
            from link t
            where t.organization_id = l.organization_id and t.id = l.id);
    end if;
    update verification p
    set try_count = p.try_count + 1, code_tries = p.code_tries + 1
    where p.organization_id = l.organization_id and p.link_id = l.id
        and p.email_key = link_try.email_key;
    return null;
end
$$;
