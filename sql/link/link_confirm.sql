-- SPDX-License-Identifier: MIT
create or replace function link_confirm(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    proof json, code_checks text[], email text, email_key text
) returns reply
language plpgsql volatile as $$
-- Exchange a code for a proof of the address, good for this link and 30
-- minutes. Every try counts: five for a code, 25 a day for an address, and
-- where there is a code to be guessed 200 a day for the link.
-- proof: what the worker minted: {id, number, salt, hash}; code_checks: what
-- the right code's check would be, under each server key.
-- Returns {proof, expiresAt}; refuses not_found, what link_refusal says,
-- code_exhausted, invalid_fields.
-- Raises nothing. Writes link, verification, event.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_refusal text := link_refusal(v_link, link_status(v_link));
    v_row verification;
    v_wait integer;
begin
    v_refusal := case when v_link.id is null then 'not_found'
        else v_refusal end;
    if v_refusal is not null then
        return reply_problem(v_refusal);
    end if;
    v_wait := link_try(v_link, email_key);
    if v_wait is not null then
        return reply_problem('code_exhausted',
            json_build_object('retryAfter', v_wait));
    end if;
    update verification p
    set proof_hash = decode(proof->>'hash', 'hex'),
        proof_expires_at = clock_timestamp() + interval '30 minutes'
    where p.organization_id = v_link.organization_id
        and p.link_id = v_link.id and p.email_key = link_confirm.email_key
        and encode(p.code_check, 'hex') = any(code_checks)
        and p.code_expires_at > clock_timestamp()
    returning * into v_row;
    if not found then
        return reply_invalid('#/code', 'not_allowed',
            'is not the code that was sent, or is older than ten minutes');
    end if;
    perform event_write(v_link.organization_id, 'invitation.verified',
        'link:' || v_link.id, (caller->>'request_id')::uuid,
        v_link.invitation_id, json_build_object('email', email));
    return reply_ok(json_build_object(
        'proof', mark('proof', (proof->>'number')::integer, v_link.id,
            (proof->>'id')::uuid, decode(proof->>'salt', 'hex')),
        'expiresAt', wire_time(v_row.proof_expires_at)), v_link.id);
end
$$;
