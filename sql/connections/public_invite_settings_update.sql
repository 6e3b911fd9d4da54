-- SPDX-License-Identifier: MIT
create or replace function public_invite_settings_update(
    organization_id uuid, caller json, links json, given text[],
    if_revisions integer[], enabled boolean, requires_approval boolean
) returns reply
language plpgsql volatile as $$
-- Open or close a business's public link, and say whether connections made
-- by it wait for approval. Closed and opened again it is the same link.
-- links: one minted link, for the first opening. given: the members sent; a
-- null among them is false. if_revisions: as elsewhere.
-- Returns the settings; refuses not_found, revision_mismatch.
-- Raises nothing. Writes public_invite_settings, link, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_old public_invite_settings;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_old := public_invite_settings_lock(organization_id);
    if not v_old.revision = any(if_revisions) then
        return reply_problem('revision_mismatch');
    end if;
    if enabled and v_old.link_id is null then
        v_old.link_id := (link_add(organization_id, links->0, 'public')).id;
    end if;
    update public_invite_settings s
    set is_enabled = case when 'enabled' = any(given)
            then coalesce(enabled, false) else s.is_enabled end,
        requires_approval = case when 'requiresApproval' = any(given)
            then coalesce(public_invite_settings_update.requires_approval,
                false)
            else s.requires_approval end,
        link_id = v_old.link_id,
        revision = s.revision + 1
    where s.organization_id = v_old.organization_id;
    perform event_write(v_old.organization_id, 'settings.updated', v.actor,
        v.request_id, data => json_build_object('members', given));
    return public_invite_settings_reply(v_old.organization_id, v);
end
$$;
