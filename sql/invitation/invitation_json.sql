-- SPDX-License-Identifier: MIT
create or replace function invitation_json(i invitation) returns json
language plpgsql stable as $$
-- An invitation of any family in the core's own words.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'id', i.id,
            'kind', i.kind,
            'organizationId', i.organization_id,
            'email', (select r.email from recipient r
                where r.organization_id = i.organization_id
                    and r.invitation_id = i.id
                order by r.id limit 1),
            'status', invitation_status(i, statement_timestamp()),
            'inviterName', i.inviter_name,
            'message', i.message,
            'locale', i.locale,
            'expiresAt', wire_time(i.expires_at),
            'maxUses', i.max_uses,
            'useCount', i.use_count,
            'createdAt', wire_time(i.created_at),
            'sentAt', wire_time(i.sent_at),
            'resentAt', wire_time(i.resent_at),
            'acceptedAt', wire_time(i.accepted_at),
            'rejectedAt', wire_time(i.rejected_at),
            'revokedAt', wire_time(i.revoked_at),
            'delivery', delivery_json(i))
    );
end
$$;
