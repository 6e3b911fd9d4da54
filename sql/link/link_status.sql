-- SPDX-License-Identifier: MIT
create or replace function link_status(l link) returns text
language plpgsql stable as $$
-- The status of the invitation a link opens; null for a public link.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select invitation_status(i, statement_timestamp()) from invitation i
        where i.organization_id = l.organization_id and i.id = l.invitation_id
    );
end
$$;
