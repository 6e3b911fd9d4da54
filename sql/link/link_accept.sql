-- SPDX-License-Identifier: MIT
create or replace function link_accept(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    proof_hash text, email_key text, repeat_key text, password_hash text,
    connection_id uuid, sealed json, answers json
) returns reply
language plpgsql volatile as $$
-- Accept what a link opens, without a key: its family decides.
-- repeat_key, password_hash, connection_id, sealed, answers: see type door.
-- Returns {status, alreadyAccepted} and the family's result, with the outcome
-- `pending` when it waits for approval; refuses not_found and what the
-- family's own procedure refuses.
-- Raises and writes what that one does.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_door door := row(v_link, caller->>'request_id', proof_hash, repeat_key,
        email_key, password_hash, connection_id, sealed, answers)::door;
    v_done reply;
begin
    if v_link.id is null then
        return reply_problem('not_found');
    end if;
    case link_kind(v_link)
        when 'connections' then v_done := connection_door_accept(v_door);
        when 'contributors' then v_done := contributor_door_accept(v_door);
        when 'team' then v_done := member_door_accept(v_door);
        when 'onboarding' then v_done := merchant_door_accept(v_door);
        when 'applicants' then v_done := applicant_door_accept(v_door);
    end case;
    if v_done.code <> 'pending' then
        return v_done;
    end if;
    return reply_ok(json_merge(json_build_object(
        'status', coalesce(v_done.code, 'accepted')), v_done.body),
        v_done.id, v_done.revision, v_done.code);
end
$$;
