-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_resend(
    caller json, links json, secret_numbers integer[],
    resend_interval integer, address_per_hour integer, sms_gateway text,
    invitation_id uuid, rotate boolean
) returns reply
language plpgsql volatile as $$
-- Send an invitation to a merchant's contact again. A new link (rotate) is
-- known to whoever gets the mail alone: a token is answered only once.
-- Returns the invitation; refuses what invitation_do_resend refuses.
-- Raises nothing. Writes what invitation_do_resend writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_done reply;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_done := invitation_do_resend(
        (invitation_find(invitation_id, v)).organization_id, invitation_id,
        'onboarding', v, rotate, links, secret_numbers, resend_interval,
        address_per_hour, sms_gateway);
    if v_done.code is not null then
        return v_done;
    end if;
    return merchant_invitation_reply(
        invitation_find(invitation_id, v, 'onboarding'));
end
$$;
