-- SPDX-License-Identifier: MIT
create or replace function invitation_resend(
    caller json, links json, secret_numbers integer[],
    resend_interval integer, address_per_hour integer, invitation_id uuid,
    rotate boolean, sms_gateway text default null
) returns reply
language plpgsql volatile as $$
-- Send an invitation of any family again.
-- Returns invitation_json; refuses what invitation_do_resend refuses.
-- Raises nothing. Writes what invitation_do_resend writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found invitation := invitation_find(invitation_id, v);
    v_done reply;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_done := invitation_do_resend(v_found.organization_id, v_found.id, null,
        v, rotate, links, secret_numbers, resend_interval, address_per_hour,
        sms_gateway);
    if v_done.code is not null then
        return v_done;
    end if;
    v_found := invitation_find(invitation_id, v);
    return reply_ok(invitation_json(v_found), v_found.id, v_found.revision);
end
$$;
