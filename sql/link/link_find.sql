-- SPDX-License-Identifier: MIT
create or replace function link_find(
    organization_id uuid, link_id uuid, token_hash text
) returns link
language plpgsql stable as $$
-- The link a token opens: the hash decides, the ids only find the row.
-- Returns null for no such token. Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select l from link l
        where l.organization_id = link_find.organization_id
            and l.id = link_find.link_id
            and l.hash = decode(token_hash, 'hex')
    );
end
$$;
