-- SPDX-License-Identifier: MIT
create or replace function applicant_acceptance_snake(accepted json)
returns json
language sql stable as $$
    -- applicant_acceptance_json in this family's way of naming members.
    -- Raises nothing, writes nothing.
    select json_build_object(
        'applicant_id', a->'id',
        'email', a->'email',
        'first_name', a->'firstName',
        'last_name', a->'lastName',
        'invitation_id', a->'invitationId',
        'business_id', a->'businessId',
        'case_id', a->'caseId',
        'status', a->'status',
        'accepted_at', a->'acceptedAt',
        'custom_fields', a->'customFields',
        'signatures', coalesce((
            select json_agg(json_build_object(
                'template_id', s->'templateId',
                'name', s->'name',
                'email', s->'email',
                'sha256', s->'sha256',
                'signed_at', s->'signedAt') order by n)
            from json_array_elements(a->'signatures')
                with ordinality f (s, n)), '[]'))
    from (select applicant_acceptance_snake.accepted as a) g
$$;
