-- SPDX-License-Identifier: MIT
create or replace function notice_take(reader organization) returns integer
language plpgsql volatile as $$
-- Take one of the notices that an organization's address may have though
-- nobody vouches for it: since it may be anybody's, it gets five an hour from
-- all that is below the topmost organization, whatever stands behind a `+` in
-- it. Nobody waits here; what another one is about to take is taken.
-- Returns its number, from 5 down to 1; null: there is none left.
-- Raises nothing. Writes address_limit.
#variable_conflict use_column
declare
    v_topmost_id uuid := topmost_of(reader);
    v_key text;
begin
    for v_place in reverse 5..1 loop
        v_key := concat('notice:', mailbox_key(reader.email_key), ' ', v_place);
        perform from address_limit a
        where a.organization_id = v_topmost_id and a.email_key = v_key
            and a.sent_at[1] > clock_timestamp() - interval '1 hour';
        continue when found or not pg_try_advisory_xact_lock(
            hashtextextended(concat_ws(' ', v_topmost_id, v_key), 0));
        -- Nobody else holds the row, but whoever did has written it by now.
        if address_wait(v_topmost_id, v_key, 1) = 0 then
            perform address_take(v_topmost_id, v_key);
            return v_place;
        end if;
    end loop;
    return null;
end
$$;
