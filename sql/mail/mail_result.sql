-- SPDX-License-Identifier: MIT
create or replace function mail_result(
    organization_id uuid, outbox_id uuid, lease_id uuid, outcome text,
    error text, is_alone boolean
) returns reply
language plpgsql volatile as $$
-- Say what became of a leased mail; a lease that has passed on says nothing.
-- outcome: sent (the relay took it), failed (this mail, for good) or deferred
-- (try again: in a minute, then twice as long up to four hours, for the last
-- time when its time is over). error: the server's words. is_alone: its
-- sender died with it.
-- Returns an empty answer. Raises nothing. Writes outbox, recipient,
-- invitation, event.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_mail outbox;
begin
    -- Not joined with what it is of: a mailer keeps its plans, and that of a
    -- join, made while there were few rows, is slow when there are many.
    select o.* into v_mail from outbox o
    where o.organization_id = mail_result.organization_id
        and o.id = mail_result.outbox_id;
    -- Invitation, recipient, mail: the order in which all take these locks.
    perform from invitation i
    where i.organization_id = v_mail.organization_id
        and i.id = v_mail.invitation_id
    for update;
    perform from recipient r
    where r.organization_id = v_mail.organization_id
        and r.id = v_mail.recipient_id
    for update;
    select o.* into v_mail from outbox o
    where o.organization_id = mail_result.organization_id
        and o.id = mail_result.outbox_id and o.state = 'leased'
        and o.lease_id = mail_result.lease_id
    for update;
    if not found then
        return reply_ok(null);
    end if;
    v_mail.attempts := v_mail.attempts + 1;
    v_mail.last_error := left(error, 500);
    v_mail.is_alone := is_alone;
    v_mail.state := case
        when outcome = 'failed' then 'dead'
        when outcome = 'deferred' and v_mail.give_up_at <= v_now then 'dead'
        else outcome end;
    v_mail.due_at := case v_mail.state when 'deferred' then least(
        v_mail.give_up_at,
        v_now + interval '1 minute' * 2 ^ least(v_mail.attempts - 1, 10),
        v_now + interval '4 hours') end;
    update outbox o
    set state = v_mail.state, attempts = v_mail.attempts,
        due_at = v_mail.due_at, last_error = v_mail.last_error,
        is_alone = v_mail.is_alone, lease_id = null,
        ended_at = case when v_mail.due_at is null then v_now end
    where o.organization_id = v_mail.organization_id and o.id = v_mail.id;
    perform mail_tell(v_mail, v_now);
    return reply_ok(null);
end
$$;
