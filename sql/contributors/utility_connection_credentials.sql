-- SPDX-License-Identifier: MIT
create or replace function utility_connection_credentials(
    caller json, connection_id uuid
) returns reply
language plpgsql volatile as $$
-- Give a utility connection's credentials away, and put that on record.
-- Returns {connectionId, username, password}, the last two as marks; refuses
-- not_found. Raises nothing. Writes event.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found utility_connection := utility_connection_find(connection_id, v);
begin
    v.problem := coalesce(v.problem,
        case when v_found.id is null then 'not_found' end);
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    perform event_write(v_found.organization_id, 'credentials.read',
        v.actor, v.request_id,
        data => json_build_object('connectionId', v_found.id));
    return reply_ok(json_build_object(
        'connectionId', v_found.id,
        'username', seal_mark(json_build_object(
            'number', v_found.username_number,
            'username', encode(v_found.username_sealed, 'hex')), 'username',
            v_found.organization_id, v_found.id),
        'password', seal_mark(json_build_object(
            'number', v_found.password_number,
            'password', encode(v_found.password_sealed, 'hex')), 'password',
            v_found.organization_id, v_found.id)), v_found.id);
end
$$;
