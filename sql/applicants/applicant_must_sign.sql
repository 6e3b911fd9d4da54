-- SPDX-License-Identifier: MIT
create or replace function applicant_must_sign(l link) returns boolean
language plpgsql stable as $$
-- Whether the invitation that a link opens has documents to sign.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return exists (
        select from applicant_invitation a
        where a.organization_id = l.organization_id
            and a.invitation_id = l.invitation_id
            and cardinality(a.esign_template_ids) > 0);
end
$$;
