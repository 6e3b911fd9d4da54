-- SPDX-License-Identifier: MIT
create or replace function public_invite_settings_reply(
    organization_id uuid, v authority
) returns reply
language plpgsql stable as $$
-- Answer with a business's public link as it stands; its URL only while
-- it opens, and only to a key that may write invitations.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select reply_ok(json_build_object(
                'enabled', coalesce(s.is_enabled, false),
                'requiresApproval', coalesce(s.requires_approval, false),
                'invitationUrl', case when s.is_enabled and v.can_write
                    then link_mark('public', l) end,
                'revision', coalesce(s.revision, 0)),
            o.id, coalesce(s.revision, 0))
        from organization o
        left join public_invite_settings s on s.organization_id = o.id
        left join link l on l.organization_id = s.organization_id
            and l.id = s.link_id
        where o.id = public_invite_settings_reply.organization_id
    );
end
$$;
