-- SPDX-License-Identifier: MIT
create or replace function applicant_page(l link) returns json
language plpgsql stable as $$
-- What the page of this family shows besides its form: the business, how the
-- questions are worded, the documents to read.
-- Returns {businessName, questions: [{key, label, options}], documents:
-- [{templateId, name, text, sha256}]}.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_about applicant_invitation;
begin
    select a.* into v_about from applicant_invitation a
    where a.organization_id = l.organization_id
        and a.invitation_id = l.invitation_id;
    return (
        select json_build_object(
            'businessName', b.name,
            'questions', (
                select coalesce(json_agg(json_build_object(
                    'key', q->'key',
                    'label', q->'label',
                    'options', q->'options') order by n), '[]')
                from json_array_elements(coalesce(
                    applicant_questions(v_about), '[]'))
                    with ordinality f (q, n)),
            'documents', (
                select coalesce(json_agg(json_build_object(
                    'templateId', t.id,
                    'name', t.name,
                    'text', t.text,
                    'sha256', encode(t.sha256, 'hex'))
                    order by array_position(v_about.esign_template_ids,
                        t.id)), '[]')
                from applicant_documents(v_about) t))
        from applicant_business b
        where b.organization_id = v_about.organization_id
            and b.id = v_about.business_id
    );
end
$$;
