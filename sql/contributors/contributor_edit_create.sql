-- SPDX-License-Identifier: MIT
create or replace function contributor_edit_create(
    caller json, links json, address_per_hour integer, connection_id uuid,
    allowed_emails text[], allowed_emails_key text[],
    expires_in_seconds integer, max_uses integer, send_email boolean,
    inviter_name text, message text, locale text, redirect_url text
) returns reply
language plpgsql volatile as $$
-- Invite outside persons to edit a utility connection.
-- The arguments: see contributor_invitation_create.
-- Returns the invitation; refuses not_found, invalid_fields, too_many.
-- Raises nothing. Writes what contributor_invite writes.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found utility_connection := utility_connection_find(connection_id, v);
    v_new invitation;
begin
    v.problem := coalesce(v.problem,
        case when v_found.id is null then 'not_found' end);
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_new.organization_id := v_found.organization_id;
    v_new.connection_id := v_found.id;
    v_new.lifetime := expires_in_seconds * interval '1 second';
    v_new.max_uses := max_uses;
    v_new.inviter_name := inviter_name;
    v_new.message := message;
    v_new.locale := locale;
    v_new.redirect_url := redirect_url;
    return contributor_invite(v_new, v, links, address_per_hour,
        allowed_emails, allowed_emails_key, send_email);
end
$$;
