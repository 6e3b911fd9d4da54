-- SPDX-License-Identifier: MIT
create or replace function connection_of_acceptance(
    organization_id uuid, source_id uuid, subjects text[]
) returns connection
language plpgsql stable as $$
-- The connection that one of these subjects got when it last accepted, as
-- the accepting side has it. Returns null for none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select c
        from acceptance a
        join connection c on c.organization_id = a.accepted_organization_id
            and c.id = a.connection_id
        where a.organization_id = connection_of_acceptance.organization_id
            and a.source_id = connection_of_acceptance.source_id
            and a.subject = any(subjects)
        order by a.accepted_at desc limit 1
    );
end
$$;
