-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_json(
    i invitation, url text default null
) returns json
language plpgsql stable as $$
-- An invitation as its sender sees it; url: the mark of its link, in the
-- one answer that shows it. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'id', i.id,
            'businessId', i.organization_id,
            'email', r.email,
            'aliasName', i.alias_name,
            'status', connection_invitation_word(
                invitation_status(i, statement_timestamp())),
            'invitationUrl', connection_invitation_json.url,
            'inviterName', i.inviter_name,
            'message', i.message,
            'locale', i.locale,
            'expiresAt', wire_time(i.expires_at),
            'createdAt', wire_time(i.created_at),
            'sentAt', wire_time(i.sent_at),
            'resentAt', wire_time(i.resent_at),
            'acceptedAt', wire_time(i.accepted_at),
            'rejectedAt', wire_time(i.rejected_at),
            'cancelledAt', wire_time(i.revoked_at),
            'rejectReason', i.reject_reason,
            'delivery', delivery_json(i),
            'connectionId', i.connection_id)
        from recipient r
        where r.organization_id = i.organization_id and r.invitation_id = i.id
    );
end
$$;
