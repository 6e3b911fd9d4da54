-- SPDX-License-Identifier: MIT
create or replace function team_invitation_accept(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    email_key text, repeat_key text, password_hash text, connection_id uuid,
    sealed json, answers json
) returns reply
language plpgsql volatile as $$
-- Accept an invitation to a team by its link, at the team's own door: for a
-- product that has a log-in of its own, so nothing but the token is needed.
-- The others are what every door gives, see type door: password_hash is what
-- the worker made of the password, or null; the address proved by the link
-- names who accepts, so no repeat_key is needed.
-- Returns the invitation; refuses not_found and what member_accept refuses.
-- Raises nothing. Writes what member_accept writes.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_invitation invitation;
    v_done reply;
begin
    if v_link.id is null or link_kind(v_link) <> 'team' then
        return reply_problem('not_found');
    end if;
    v_done := member_accept(v_link, email_key, answers->>'firstName',
        answers->>'lastName', password_hash, '{}',
        (caller->>'request_id')::uuid);
    if v_done.code is not null then
        return v_done;
    end if;
    select i.* into v_invitation from invitation i
    where i.organization_id = v_link.organization_id
        and i.id = v_link.invitation_id;
    return reply_ok(team_invitation_json(v_invitation,
        team_invitation_message(v_invitation)), v_invitation.id,
        v_invitation.revision);
end
$$;
