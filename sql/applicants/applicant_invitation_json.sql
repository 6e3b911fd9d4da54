-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_json(i invitation)
returns json
language plpgsql stable as $$
-- An invitation as its customer sees it. An applicant who has accepted
-- stays so; the others are what the invitation is.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_word text := applicant_word(invitation_status(i,
        statement_timestamp()));
begin
    return (
        select json_build_object(
            'invitation_id', i.id,
            'business_id', a.business_id,
            'case_id', a.case_id,
            'status', v_word,
            'applicants', (
                select json_agg(json_build_object(
                    'applicant_id', w.applicant_id,
                    'email', r.email,
                    'status', case when w.accepted_at is null
                        then v_word else 'accepted' end) order by r.id)
                from invitation_applicant w join recipient r
                    on r.organization_id = w.organization_id
                    and r.id = w.recipient_id
                where w.organization_id = i.organization_id
                    and w.invitation_id = i.id),
            'expires_at', wire_time(i.expires_at),
            'created_at', wire_time(i.created_at))
        from applicant_invitation a
        where a.organization_id = i.organization_id and a.invitation_id = i.id
    );
end
$$;
