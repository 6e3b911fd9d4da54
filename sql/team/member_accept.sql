-- SPDX-License-Identifier: MIT
create or replace function member_accept(
    l link, email_key text, first_name text, last_name text,
    password_hash text, required text[], request_id uuid
) returns reply
language plpgsql volatile as $$
-- Make the person that a link was mailed to a member. The link proves the
-- address, so whoever accepts with it again is the same one.
-- email_key: the address typed, or null; password_hash: scrypt's, or null:
-- such a member opens no session. required: which of firstName, lastName and
-- password a new member must give.
-- Returns {member, alreadyAccepted}; refuses what link_refusal says,
-- role_too_low when who granted the role may not any more, already_member,
-- invalid_fields. Raises nothing.
-- Writes license, member, acceptance, invitation, recipient, outbox,
-- address_limit, event.
#variable_conflict use_column
declare
    v_invitation invitation;
    v_recipient recipient;
    v_refusal text;
    v_missing json[];
    v_made member;
begin
    perform license_lock(l.organization_id);
    v_invitation := invitation_lock(l.organization_id, l.invitation_id);
    -- What was read before the locks may have been replaced meanwhile.
    l := link_find(l.organization_id, l.id, encode(l.hash, 'hex'));
    v_refusal := link_refusal(l,
        invitation_status(v_invitation, clock_timestamp()));
    select r.* into v_recipient from recipient r
    where r.organization_id = l.organization_id and r.id = l.recipient_id;
    if v_refusal <> 'invitation_used_up' then
        return reply_problem(v_refusal);
    elsif email_key <> v_recipient.email_key then
        return reply_invalid('#/email', 'not_allowed',
            'is not the address that was invited');
    elsif v_refusal is not null then
        select m.* into v_made from member m
        where m.organization_id = l.organization_id
            and m.invitation_id = l.invitation_id;
        return reply_ok(json_build_object('member', member_json(v_made),
            'alreadyAccepted', true), v_made.id);
    elsif role_rank(v_invitation.role) > granter_rank(v_invitation) then
        return reply_problem('role_too_low', json_build_object('detail',
            'Who granted this role may not any more: '
            'the invitation must be sent again.'));
    elsif member_exists(l.organization_id, v_recipient.email_key) then
        return reply_problem('already_member');
    end if;
    select array_agg(field_error('#/' || f.name, 'required', 'is required'))
    into v_missing
    from (values ('firstName', first_name), ('lastName', last_name),
        ('password', password_hash)) f (name, value)
    where f.value is null and f.name = any(required);
    if v_missing is not null then
        return reply_invalid_all(v_missing);
    end if;
    update invitation i set use_count = i.use_count + 1
    where i.organization_id = l.organization_id and i.id = l.invitation_id;
    perform invitation_end(l.organization_id, l.invitation_id, 'accepted');
    insert into member (organization_id, id, invitation_id, email, email_key,
        first_name, last_name, role, password_hash, created_at)
    select i.organization_id, uuid_v7(), i.id, v_recipient.email,
        v_recipient.email_key, member_accept.first_name,
        member_accept.last_name, i.role, member_accept.password_hash,
        i.accepted_at
    from invitation i
    where i.organization_id = l.organization_id and i.id = l.invitation_id
    returning * into v_made;
    insert into acceptance (organization_id, source_id, subject, accepted_at)
    values (l.organization_id, l.invitation_id, v_recipient.email_key,
        v_made.created_at);
    perform seat_note(l.organization_id, l.invitation_id);
    perform event_write(l.organization_id, t, 'link:' || l.id, request_id,
        l.invitation_id, json_build_object('memberId', v_made.id,
            'role', v_made.role))
    from unnest('{invitation.accepted,member.joined}'::text[]) t;
    perform mail_notice(l.organization_id, 'accepted', l.invitation_id,
        v_made.email);
    return reply_ok(json_build_object('member', member_json(v_made),
        'alreadyAccepted', false), v_made.id);
end
$$;
