-- SPDX-License-Identifier: MIT
create or replace function link_code_take(l link, email_key text)
returns integer
language plpgsql volatile as $$
-- Count one code that a public link is about to mail, since anybody may have
-- it mailed to anybody: 100 an hour and 500 a day for the link, by one
-- guarded update, and five an hour for a mailbox within the topmost
-- organization.
-- Returns null if it may go, else in how many seconds the next may.
-- Raises nothing. Writes link, address_limit.
#variable_conflict use_column
declare
    v_hour constant interval := '1 hour';
    v_day constant interval := '1 day';
    v_mailbox text := 'code:' || mailbox_key(email_key);
    v_topmost_id uuid := (select topmost_of(o) from organization o
        where o.id = l.organization_id);
    v_wait integer := address_wait(v_topmost_id, v_mailbox, 5);
    v_now timestamptz := clock_timestamp();
begin
    if v_wait > 0 then
        return v_wait;
    end if;
    update link t
    set code_hour_count = 1 + case when t.code_hour_since > v_now - v_hour
            then t.code_hour_count else 0 end,
        code_hour_since = case when t.code_hour_since > v_now - v_hour
            then t.code_hour_since else v_now end,
        code_day_count = 1 + case when t.code_day_since > v_now - v_day
            then t.code_day_count else 0 end,
        code_day_since = case when t.code_day_since > v_now - v_day
            then t.code_day_since else v_now end
    where t.organization_id = l.organization_id and t.id = l.id
        and (t.code_hour_count < 100 or t.code_hour_since <= v_now - v_hour)
        and (t.code_day_count < 500 or t.code_day_since <= v_now - v_day);
    if found then
        perform address_take(v_topmost_id, v_mailbox);
        return null;
    end if;
    return (select ceil(extract(epoch from greatest(
            case when t.code_hour_count >= 100
                then t.code_hour_since + v_hour end,
            case when t.code_day_count >= 500
                then t.code_day_since + v_day end,
            v_now + interval '1 s') - v_now))
        from link t
        where t.organization_id = l.organization_id and t.id = l.id);
end
$$;
