-- SPDX-License-Identifier: MIT
create or replace function mail_invite(
    i invitation, r recipient, link_id uuid, sms_gateway text default null
) returns void
language plpgsql volatile as $$
-- Put an invitation's mail to one recipient into the outbox, unless the
-- address wants none from this organization. One without an address has it
-- as a text message, by the gateway.
-- Raises nothing. Writes outbox, recipient.
#variable_conflict use_column
declare
    v_is_suppressed boolean := recipient_is_suppressed(r);
begin
    update recipient set delivery_attempts = 0, delivery_error = null,
        delivery_next_at = null,
        delivery_state = case when v_is_suppressed
            then 'suppressed' else 'queued' end
    where organization_id = r.organization_id and id = r.id;
    if v_is_suppressed then
        return;
    end if;
    insert into outbox (organization_id, id, kind, invitation_id,
        recipient_id, link_id, email, locale, due_at, give_up_at)
    values (i.organization_id, uuid_v7(),
        case when r.email is null then 'sms' else 'invitation' end, i.id,
        r.id, mail_invite.link_id,
        coalesce(r.email, sms_address(r.phone, sms_gateway)), i.locale,
        clock_timestamp(), clock_timestamp() + interval '3 days');
end
$$;
