-- SPDX-License-Identifier: MIT
create or replace function link_accept(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    proof_hash text, business_name text, email text, email_key text
) returns reply
language plpgsql volatile as $$
-- Accept what a link opens, without a key.
-- Returns {status, alreadyAccepted} and the result, with the outcome
-- `pending` when it waits for approval; refuses not_found and what the
-- family's own procedure refuses.
-- Raises and writes what that one does.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_done reply;
begin
    if v_link.id is null then
        return reply_problem('not_found');
    end if;
    v_done := connection_door_accept(v_link,
        (caller->>'request_id')::uuid, proof_hash, business_name, email,
        email_key);
    if v_done.code <> 'pending' then
        return v_done;
    end if;
    return reply_ok(json_build_object(
        'status', coalesce(v_done.code, 'accepted'),
        'alreadyAccepted', v_done.body->'alreadyAccepted',
        'connection', v_done.body->'connection'),
        v_done.id, v_done.revision, v_done.code);
end
$$;
