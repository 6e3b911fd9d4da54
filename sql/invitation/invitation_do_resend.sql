-- SPDX-License-Identifier: MIT
create or replace function invitation_do_resend(
    organization_id uuid, id uuid, kind text, v authority, rotate boolean,
    links json, secret_numbers integer[], resend_interval integer,
    address_per_hour integer, sms_gateway text default null
) returns reply
language plpgsql volatile as $$
-- Send an invitation of any family again, with as much time as at first; an
-- expired one lives again if no other has its target.
-- rotate: make new links (from links, minted) and kill the old ones;
-- secret_numbers: the server keys at hand, without one of which a link cannot
-- be made again; resend_interval: seconds; address_per_hour: mails;
-- sms_gateway: as for mail_invite_all.
-- Returns an empty answer; refuses not_found, invitation_state, too_many,
-- link_needs_rotation, invitation_already_pending, what link_rotate_refusal
-- says; in team also role_too_low and what team_resend_refusal says.
-- Raises nothing. Writes license, invitation, recipient, link, outbox,
-- address_limit, event.
#variable_conflict use_column
declare
    v_now timestamptz;
    v_wait integer := address_wait_all(organization_id, id, address_per_hour);
    v_found invitation;
    v_was invitation;
    v_other uuid;
    v_refusal text;
    v_lost reply;
begin
    perform team_lock(organization_id, id);
    v_found := invitation_lock(organization_id, id, kind);
    v_was := v_found;
    v_now := clock_timestamp();
    if v_found.id is null then
        return reply_problem('not_found');
    elsif role_rank(v_found.role) > role_rank(v.role) then
        return reply_problem('role_too_low');
    elsif invitation_status(v_found, v_now)
        not in ('pending', 'expired') then
        return reply_problem('invitation_state');
    elsif v_found.resent_at + resend_interval * interval '1 second' > v_now
    then
        return reply_problem('too_many', json_build_object('retryAfter',
            ceil(extract(epoch from v_found.resent_at - v_now))
                + resend_interval));
    elsif not coalesce(rotate, false)
        and exists (select from link l
            where l.organization_id = v_found.organization_id
                and l.invitation_id = v_found.id and l.replaced_at is null
                and not l.number = any(secret_numbers)) then
        return reply_problem('link_needs_rotation');
    end if;
    if rotate then
        v_lost := link_rotate_refusal(v_found, sms_gateway);
        if v_lost.code is not null then
            return v_lost;
        end if;
    end if;
    v_other := invitation_rival(v_found);
    v_refusal := team_resend_refusal(v_found, v_now);
    if v_other is not null then
        return reply_problem('invitation_already_pending',
            json_build_object('existingId', v_other));
    elsif v_refusal is not null then
        return reply_problem(v_refusal);
    elsif v_wait > 0 then
        return reply_problem('too_many',
            json_build_object('retryAfter', v_wait));
    end if;
    update invitation i
    set state = 'pending', resent_at = v_now, revision = i.revision + 1,
        expires_at = v_now + i.lifetime
    where i.organization_id = v_found.organization_id and i.id = v_found.id
    returning * into v_found;
    update recipient r set is_live = true
    where r.organization_id = v_found.organization_id
        and r.invitation_id = v_found.id;
    if v_found.kind = 'team' then
        perform seat_take(v_was, v, v_now);
    end if;
    if rotate then
        perform link_rotate(v_found, links);
        perform event_write(v_found.organization_id, 'link.rotated', v.actor,
            v.request_id, v_found.id);
    end if;
    perform mail_drop(v_found.organization_id, v_found.id);
    perform mail_invite_all(v_found, sms_gateway);
    perform event_write(v_found.organization_id, 'invitation.resent',
        v.actor, v.request_id, v_found.id);
    return reply_ok(null);
end
$$;
