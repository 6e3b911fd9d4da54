-- SPDX-License-Identifier: MIT
create or replace function link_status(l link) returns text
language plpgsql stable as $$
-- The status of the invitation a link opens, null for a public link; accepted
-- to a recipient who has accepted, whatever the others do.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select case when i.state <> 'revoked' and link_is_done(l)
            then 'accepted'
            else invitation_status(i, statement_timestamp()) end
        from invitation i
        where i.organization_id = l.organization_id and i.id = l.invitation_id
    );
end
$$;
