-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_json(i invitation)
returns json
language plpgsql stable as $$
-- An invitation as its sender sees it, never with its token.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'invitationId', i.id,
            'merchantId', i.organization_id,
            'firstName', r.first_name,
            'lastName', r.last_name,
            'email', r.email,
            'phone', r.phone,
            'status', merchant_invitation_word(
                invitation_status(i, statement_timestamp())),
            'expiresAt', wire_time(i.expires_at),
            'createdAt', wire_time(i.created_at),
            'sentAt', wire_time(i.sent_at),
            'resentAt', wire_time(i.resent_at),
            'completedAt', wire_time(i.accepted_at),
            'revokedAt', wire_time(i.revoked_at),
            'delivery', delivery_json(i))
        from recipient r
        where r.organization_id = i.organization_id and r.invitation_id = i.id
    );
end
$$;
