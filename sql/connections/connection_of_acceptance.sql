-- SPDX-License-Identifier: MIT
create or replace function connection_of_acceptance(
    organization_id uuid, source_id uuid, subjects text[]
) returns connection
language plpgsql stable as $$
-- The connection that one of these subjects got when it last accepted, as
-- the accepting side has it. Returns null for none.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_last acceptance;
begin
    select a.* into v_last from acceptance a
    where a.organization_id = connection_of_acceptance.organization_id
        and a.source_id = connection_of_acceptance.source_id
        and a.subject = any(subjects)
    order by a.accepted_at desc limit 1;
    -- Not joined: the accepting side is another organization's.
    return (
        select c from connection c
        where c.organization_id = v_last.accepted_organization_id
            and c.id = v_last.connection_id
    );
end
$$;
