-- SPDX-License-Identifier: MIT
create or replace function team_invitation_reply(
    organization_id uuid, invitation_id uuid
) returns reply
language plpgsql stable as $$
-- Answer with an invitation as it stands now; not_found for none of this
-- family. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return coalesce((
        select reply_ok(team_invitation_json(i), i.id, i.revision)
        from invitation i
        where i.organization_id = team_invitation_reply.organization_id
            and i.id = team_invitation_reply.invitation_id
            and i.kind = 'team'
    ), reply_problem('not_found'));
end
$$;
