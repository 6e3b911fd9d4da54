-- SPDX-License-Identifier: MIT
create or replace function team_invitation_card(
    i invitation, safe_message text default null
) returns json
language plpgsql stable as $$
-- What an invitation says of itself to everybody who may see it.
-- safe_message: a text for a stranger, in the answers to one.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'safeMessage', team_invitation_card.safe_message,
            'id', i.id,
            'businessId', i.organization_id,
            'businessName', o.name,
            'email', r.email,
            'role', i.role,
            'status', team_invitation_word(i, statement_timestamp()),
            'createdAt', wire_time(i.created_at),
            'expiresAt', wire_time(i.expires_at),
            'sentAt', wire_time(i.sent_at),
            'resentAt', wire_time(i.resent_at),
            'acceptedAt', wire_time(i.accepted_at),
            'revokedAt', wire_time(i.revoked_at))
        from recipient r, organization o
        where r.organization_id = i.organization_id
            and r.invitation_id = i.id and o.id = i.organization_id
    );
end
$$;
