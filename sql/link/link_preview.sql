-- SPDX-License-Identifier: MIT
create or replace function link_preview(
    organization_id uuid, caller json, link_id uuid, token_hash text
) returns reply
language plpgsql volatile as $$
-- Show what a link opens, and record the view, once per link and hour.
-- Returns link_card; an accepted link of one's own is shown too. Refuses
-- not_found and what link_refusal says.
-- Raises nothing. Writes link, event.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_status text := link_status(v_link);
    v_refusal text := link_refusal(v_link, v_status);
begin
    if v_link.id is null then
        return reply_problem('not_found');
    elsif v_refusal is not null and not (v_refusal = 'invitation_used_up'
        and v_link.recipient_id is not null) then
        return reply_problem(v_refusal);
    end if;
    update link l set viewed_at = clock_timestamp()
    where l.organization_id = v_link.organization_id and l.id = v_link.id
        and (l.viewed_at is null
            or l.viewed_at <= clock_timestamp() - interval '1 hour');
    if found then
        perform event_write(v_link.organization_id, 'invitation.viewed',
            'link:' || v_link.id, (caller->>'request_id')::uuid,
            v_link.invitation_id);
    end if;
    return reply_ok(link_card(v_link), v_link.id);
end
$$;
