-- SPDX-License-Identifier: MIT
create or replace function delivery_json(i invitation) returns json
language plpgsql stable as $$
-- How the mail of an invitation fares: of several recipients, the one
-- who fares worst; where nobody is mailed, none. Raises nothing, writes
-- nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'state', coalesce(r.delivery_state, 'none'),
            'attempts', coalesce(r.delivery_attempts, 0),
            'lastError', r.delivery_error,
            'nextAttemptAt', wire_time(r.delivery_next_at))
        from (select) one left join recipient r
            on r.organization_id = i.organization_id
            and r.invitation_id = i.id
        order by array_position('{failed,deferred,queued,sent,suppressed,none}',
            r.delivery_state), r.id
        limit 1
    );
end
$$;
