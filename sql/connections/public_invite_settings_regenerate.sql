-- SPDX-License-Identifier: MIT
create or replace function public_invite_settings_regenerate(
    organization_id uuid, caller json, links json
) returns reply
language plpgsql volatile as $$
-- Give a business another public link; the old one is dead for good.
-- links: one minted link.
-- Returns the settings; refuses not_found.
-- Raises nothing. Writes public_invite_settings, link, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_old public_invite_settings;
    v_new link;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_old := public_invite_settings_lock(organization_id);
    update link l set replaced_at = clock_timestamp()
    where l.organization_id = v_old.organization_id
        and l.id = v_old.link_id;
    v_new := link_add(v_old.organization_id, links->0, 'public');
    update public_invite_settings s
    set link_id = v_new.id, revision = s.revision + 1
    where s.organization_id = v_old.organization_id;
    perform event_write(v_old.organization_id, 'link.rotated', v.actor,
        v.request_id);
    return public_invite_settings_reply(v_old.organization_id, v);
end
$$;
