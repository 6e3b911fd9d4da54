-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_accept(
    organization_id uuid, caller json, link_id uuid, token_hash text,
    proof_hash text, custom_fields json, signatures json
) returns reply
language plpgsql volatile as $$
-- Accept an invitation by the family's own door, without a key.
-- custom_fields: {key: value}; signatures: [{template_id, name}].
-- Returns {status, message, data}; refuses not_found and what
-- applicant_accept refuses.
-- Raises nothing. Writes what applicant_accept writes.
#variable_conflict use_column
declare
    v_link link := link_find(organization_id, link_id, token_hash);
    v_done reply;
begin
    if v_link.id is null or link_kind(v_link) <> 'applicants' then
        return reply_problem('not_found');
    end if;
    v_done := applicant_accept(v_link, (caller->>'request_id')::uuid,
        proof_hash, custom_fields, signatures, true);
    if v_done.code is not null then
        return v_done;
    end if;
    return jsend_ok('Invitation accepted successfully',
        applicant_acceptance_snake(applicant_acceptance_json(
            organization_id, v_done.id)), v_link.invitation_id);
end
$$;
