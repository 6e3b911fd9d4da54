-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_reply(
    organization_id uuid, invitation_id uuid
) returns reply
language plpgsql stable as $$
-- Answer with an invitation as it stands now.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select reply_ok(connection_invitation_json(i), i.id, i.revision)
        from invitation i
        where i.organization_id = connection_invitation_reply.organization_id
            and i.id = connection_invitation_reply.invitation_id
    );
end
$$;
