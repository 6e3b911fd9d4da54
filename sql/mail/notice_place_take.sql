-- SPDX-License-Identifier: MIT
create or replace function notice_place_take(organization_id uuid)
returns integer
language plpgsql volatile as $$
-- Take one of the twenty places an hour that notices about an organization's
-- public link have: anybody may use it, and as often as they like. Visitors
-- do not wait for each other here; a place that another one is about to take
-- is taken.
-- Returns the place's number, from 20 down to 1; null: there is none left.
-- Raises nothing, writes nothing; what is taken is taken by writing it.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_taken integer[] := notice_places(organization_id, v_now);
    v_place integer;
begin
    for v_place in reverse 20..1 loop
        continue when v_place = any(v_taken);
        if pg_try_advisory_xact_lock(hashtextextended(
            'notice ' || organization_id || ' ' || v_place, 0)) then
            -- Who held it has written it by now.
            if v_place <> all(notice_places(organization_id, v_now)) then
                return v_place;
            end if;
        end if;
    end loop;
    return null;
end
$$;
