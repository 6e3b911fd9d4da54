-- SPDX-License-Identifier: MIT
create or replace function applicant_acceptance_json(
    organization_id uuid, recipient_id uuid
) returns json
language plpgsql stable as $$
-- What an applicant who has accepted answered and signed.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_build_object(
            'id', a.id,
            'email', a.email,
            'firstName', a.first_name,
            'lastName', a.last_name,
            'invitationId', w.invitation_id,
            'businessId', b.business_id,
            'caseId', b.case_id,
            'status', 'accepted',
            'acceptedAt', wire_time(w.accepted_at),
            'customFields', w.custom_fields,
            'signatures', coalesce((
                select json_agg(json_build_object(
                    'templateId', s.esign_template_id,
                    'name', s.name,
                    'email', s.email,
                    'sha256', encode(s.sha256, 'hex'),
                    'signedAt', wire_time(s.signed_at))
                    order by array_position(b.esign_template_ids,
                        s.esign_template_id))
                from signature s
                where s.organization_id = w.organization_id
                    and s.recipient_id = w.recipient_id), '[]'))
        from invitation_applicant w
        join applicant a on a.organization_id = w.organization_id
            and a.id = w.applicant_id
        join applicant_invitation b on b.organization_id = w.organization_id
            and b.invitation_id = w.invitation_id
        where w.organization_id = applicant_acceptance_json.organization_id
            and w.recipient_id = applicant_acceptance_json.recipient_id
    );
end
$$;
