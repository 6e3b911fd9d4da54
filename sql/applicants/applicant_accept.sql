-- SPDX-License-Identifier: MIT
create or replace function applicant_accept(
    l link, request_id uuid, proof_hash text, custom_fields json,
    signatures json, is_snake boolean
) returns reply
language plpgsql volatile as $$
-- Accept an invitation for one of its applicants: the one whose address was
-- proved, else the one whose link it is. It is accepted as a whole when all
-- have. What the last one to accept answered counts for the invitation.
-- is_snake: how the request names its members; other requests may come from
-- a form, where numbers and booleans are text.
-- Returns {alreadyAccepted}, and the recipient as id; the same applicant gets
-- the first result again, where documents were signed with a proof only.
-- Refuses invalid_fields and what link_refusal says.
-- Raises nothing. Writes acceptance, invitation_applicant,
-- applicant_invitation, signature, invitation, recipient, outbox,
-- address_limit, event.
#variable_conflict use_column
declare
    v_invitation invitation := invitation_lock(l.organization_id,
        l.invitation_id);
    v_status text := invitation_status(v_invitation, clock_timestamp());
    v_place text := case when is_snake
        then '#/custom_fields' else '#/customFields' end;
    v_address text;
    v_who invitation_applicant;
    v_about applicant_invitation;
    v_questions json;
    v_answers json;
    v_errors json[];
begin
    -- What was read before the lock may have been replaced meanwhile.
    l := link_find(l.organization_id, l.id, encode(l.hash, 'hex'));
    v_address := link_address(l, proof_hash);
    v_who := applicant_of_link(l, v_address);
    if l.replaced_at is not null then
        return reply_problem('link_replaced');
    elsif v_who.accepted_at is not null and v_status <> 'revoked' then
        if link_needs_proof(l, v_address) then
            return reply_problem('invitation_used_up');
        end if;
        return reply_ok('{"alreadyAccepted": true}', v_who.recipient_id);
    elsif v_status <> 'pending' then
        return reply_problem(link_refusal(l, v_status));
    end if;
    select a.* into v_about from applicant_invitation a
    where a.organization_id = l.organization_id
        and a.invitation_id = l.invitation_id;
    v_questions := applicant_questions(v_about);
    v_errors := custom_field_errors(v_questions, custom_fields, v_place,
        not is_snake);
    if v_errors is null then
        v_answers := custom_field_merge(v_questions, v_about.custom_fields,
            custom_fields);
        v_errors := custom_field_missing(v_questions, v_answers, v_place);
    end if;
    v_errors := v_errors || applicant_signature_errors(v_about, signatures,
        v_address, proof_hash is not null, is_snake);
    if cardinality(v_errors) > 0 then
        return reply_invalid_all(v_errors);
    end if;
    perform applicant_store(v_who, l, v_address, v_answers, signatures,
        request_id);
    return reply_ok('{"alreadyAccepted": false}', v_who.recipient_id);
end
$$;
