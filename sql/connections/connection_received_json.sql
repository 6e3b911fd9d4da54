-- SPDX-License-Identifier: MIT
create or replace function connection_received_json(i invitation)
returns json
language plpgsql stable as $$
-- An invitation as the business it is for sees it.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'id', i.id,
            'businessId', i.organization_id,
            'businessName', o.name,
            'email', r.email,
            'inviterName', i.inviter_name,
            'message', i.message,
            'status', connection_invitation_word(
                invitation_status(i, statement_timestamp())),
            'expiresAt', wire_time(i.expires_at),
            'createdAt', wire_time(i.created_at),
            'acceptedAt', wire_time(i.accepted_at),
            'rejectedAt', wire_time(i.rejected_at),
            'cancelledAt', wire_time(i.revoked_at),
            'connectionId', i.connection_id)
        from recipient r join organization o on o.id = r.organization_id
        where r.organization_id = i.organization_id and r.invitation_id = i.id
    );
end
$$;
