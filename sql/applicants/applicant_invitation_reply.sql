-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_reply(
    organization_id uuid, invitation_id uuid, message text
) returns reply
language plpgsql stable as $$
-- Answer with an invitation as it stands now; not_found if there is none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return coalesce((
        select jsend_ok(applicant_invitation_reply.message,
            applicant_invitation_json(i), i.id, i.revision)
        from invitation i
        where i.organization_id = applicant_invitation_reply.organization_id
            and i.id = applicant_invitation_reply.invitation_id
            and i.kind = 'applicants'), reply_problem('not_found'));
end
$$;
