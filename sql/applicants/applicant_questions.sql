-- SPDX-License-Identifier: MIT
create or replace function applicant_questions(a applicant_invitation)
returns json
language plpgsql stable as $$
-- The questions of an invitation: fields of its template, or null.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select t.fields from custom_field_template t
        where t.organization_id = a.organization_id
            and t.id = a.custom_field_template_id
    );
end
$$;
