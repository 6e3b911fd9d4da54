-- SPDX-License-Identifier: MIT
create or replace function applicant_signature_errors(
    a applicant_invitation, signatures json, email_key text,
    is_proof_given boolean, is_snake boolean
) returns json[]
language plpgsql stable as $$
-- What is wrong with signatures: each document is signed once, nothing else
-- is, and only by who has proved an address (email_key).
-- signatures: [{templateId | template_id, name}]; is_proof_given: a proof
-- that proved nothing is wrong in any case; is_snake: how members are named.
-- Returns an array of field_error, empty for none. Raises and writes nothing.
#variable_conflict use_column
begin
    return array(
        select field_error('#/signatures/' || s.number - 1 || case
            when is_snake then '/template_id' else '/templateId' end,
            'not_allowed', case
            when not s.id = any(a.esign_template_ids)
                then 'is no document of this invitation'
            else 'is signed already' end)
        from applicant_signatures(signatures) s
        where not s.id = any(a.esign_template_ids) or exists (
            select from applicant_signatures(signatures) q
            where q.id = s.id and q.number < s.number)
        order by s.number)
    || array(
        select field_error('#/signatures', 'required',
            'must sign ' || t.name)
        from applicant_documents(a) t
        where not exists (select from applicant_signatures(signatures) s
            where s.id = t.id))
    || case
        when email_key is not null then '{}'::json[]
        when is_proof_given then array[field_error('#/proof', 'not_allowed',
            'is not the proof of an applicant''s address')]
        when cardinality(a.esign_template_ids) > 0 then array[field_error(
            '#/proof', 'required',
            'must be the proof of a verified address')]
        else '{}' end;
end
$$;
