-- SPDX-License-Identifier: MIT
create or replace function applicant_door_accept(d door) returns reply
language plpgsql volatile as $$
-- Accept an invitation at the page or its JSON door, without a key.
-- Answers: customFields {key: value}, signatures [{templateId, name}].
-- Returns {alreadyAccepted, applicant}; refuses invalid_fields and what
-- applicant_accept refuses.
-- Raises nothing. Writes what applicant_accept writes.
#variable_conflict use_column
declare
    v_done reply := answers_unknown(d.answers,
        array['customFields', 'signatures']);
begin
    if v_done.code is not null then
        return v_done;
    end if;
    v_done := applicant_accept(d.l, d.request_id, d.proof_hash,
        d.answers->'customFields', d.answers->'signatures', false);
    if v_done.code is not null then
        return v_done;
    end if;
    return reply_ok(json_build_object(
        'alreadyAccepted', v_done.body->'alreadyAccepted',
        'applicant', applicant_acceptance_json((d.l).organization_id,
            v_done.id)), (d.l).invitation_id);
end
$$;
