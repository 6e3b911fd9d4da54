-- SPDX-License-Identifier: MIT
create or replace function applicant_form(l link, email_key text) returns json
language plpgsql stable as $$
-- The fields to ask of who opens a link of this family: each question, with
-- the answer known so far, and a name under each document; with no answer as
-- long as an address must be proved first (email_key: the one that is), since
-- it may be another applicant's.
-- Returns [{name, type, required, value}]. Raises and writes nothing.
#variable_conflict use_column
declare
    v_needs_proof boolean := link_needs_proof(l, email_key);
    v_about applicant_invitation;
begin
    select a.* into v_about from applicant_invitation a
    where a.organization_id = l.organization_id
        and a.invitation_id = l.invitation_id;
    return (
        select coalesce(json_agg(json_build_object('name', f.name,
            'type', f.type, 'required', f.required, 'value', f.value)
            order by f.is_signature, f.number), '[]')
        from (
            select false as is_signature, q.number,
                'customFields.' || (q.field->>'key') as name,
                q.field->>'type' as type,
                (q.field->>'is_required')::boolean as required,
                case when not v_needs_proof
                    then v_about.custom_fields->(q.field->>'key')
                    end as value
            from json_array_elements(coalesce(
                applicant_questions(v_about), '[]'))
                with ordinality q (field, number)
            union all
            select true, e.number, 'signatures.' || e.id, 'signature', true,
                null
            from unnest(v_about.esign_template_ids)
                with ordinality e (id, number)
        ) f
    );
end
$$;
