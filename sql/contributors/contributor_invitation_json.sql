-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_json(
    i invitation, v authority
) returns json
language plpgsql stable as $$
-- An invitation as its company sees it; its token and URL as marks, for a
-- caller who may write invitations. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_link link;
begin
    select l.* into v_link from link l
    where v.can_write and l.organization_id = i.organization_id
        and l.invitation_id = i.id and l.purpose = 'returned'
        and l.replaced_at is null;
    return json_build_object(
        'id', i.id,
        'token', link_mark('link', v_link),
        'invitationType', contributor_invitation_type(i),
        'status', contributor_invitation_word(
            invitation_status(i, statement_timestamp())),
        'invitationUrl', link_mark('url', v_link),
        'companyId', i.organization_id,
        'connectionId', i.connection_id,
        'allowedEmails', array(select r.email from recipient r
            where r.organization_id = i.organization_id
                and r.invitation_id = i.id
            order by r.id),
        'expiresAt', wire_time(i.expires_at),
        'maxUses', i.max_uses,
        'useCount', i.use_count,
        'createdAt', wire_time(i.created_at),
        'prefill', coalesce(i.prefill, '{}'),
        'createdConnections', array(select utility_connection_brief(c)
            from utility_connection c
            where c.organization_id = i.organization_id
                and c.invitation_id = i.id
            order by c.id));
end
$$;
