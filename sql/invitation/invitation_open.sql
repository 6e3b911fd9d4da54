-- SPDX-License-Identifier: MIT
create or replace function invitation_open(
    organization_id uuid, id uuid, kind text, lifetime interval,
    max_uses integer, inviter_name text, message text, locale text,
    redirect_url text, v authority
) returns invitation
language plpgsql volatile as $$
-- Write a new pending invitation and its event.
-- lifetime: null for ever. v: who invites. Returns the row.
-- Raises nothing. Writes invitation, event.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_made invitation;
begin
    insert into invitation (organization_id, id, kind, inviter_name, message,
        locale, redirect_url, lifetime, expires_at, max_uses, created_at)
    values (invitation_open.organization_id, invitation_open.id,
        invitation_open.kind, invitation_open.inviter_name,
        invitation_open.message, invitation_open.locale,
        invitation_open.redirect_url, invitation_open.lifetime,
        v_now + invitation_open.lifetime, invitation_open.max_uses, v_now)
    returning * into v_made;
    perform event_write(v_made.organization_id, 'invitation.created',
        v.actor, v.request_id, v_made.id,
        json_build_object('kind', v_made.kind));
    return v_made;
end
$$;
