-- SPDX-License-Identifier: MIT
create or replace function link_refusal(l link, status text) returns text
language plpgsql stable as $$
-- Why a good token opens nothing now: the problem's code, or null if it
-- does. status: its invitation's, null for a public link.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return case
        when l.replaced_at is not null then 'link_replaced'
        when link_refusal.status = 'pending' then null
        when link_refusal.status = 'accepted' then 'invitation_used_up'
        when link_refusal.status is not null
            then 'invitation_' || link_refusal.status
        when not exists (select from public_invite_settings s
            where s.organization_id = l.organization_id
                and s.link_id = l.id and s.is_enabled)
            then 'public_link_closed'
    end;
end
$$;
