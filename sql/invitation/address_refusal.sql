-- SPDX-License-Identifier: MIT
create or replace function address_refusal(
    organization_id uuid, email_keys text[], address_per_hour integer,
    wait integer
) returns reply
language plpgsql stable as $$
-- Refuse to mail to some addresses within a topmost organization, all of
-- which are locked, and name those that stand in the way of the others.
-- wait: seconds, as address_wait_each says.
-- Returns a refusal (too_many). Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_full text;
begin
    select string_agg(a.email_key, ', ' order by a.email_key) into v_full
    from address_limit a
    where a.organization_id = address_refusal.organization_id
        and a.email_key = any(email_keys)
        and cardinality(a.sent_at) >= address_per_hour;
    return reply_problem('too_many', json_build_object(
        'retryAfter', wait,
        'detail', format('Try again after the time in Retry-After, or '
            || 'leave out who has had %s invitation mails within an hour: %s.',
            address_per_hour, v_full)));
end
$$;
