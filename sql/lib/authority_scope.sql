-- SPDX-License-Identifier: MIT
create or replace function authority_scope(
    v authority, organization_id uuid
) returns uuid[]
language plpgsql stable
set enable_bitmapscan = on set enable_seqscan = on as $$
-- Which organizations a list over the caller's own and those below it, or
-- over one of them (organization_id), is to look into one by one: what a
-- small one has is found in its own rows, however many others there are.
-- Returns their ids; null for more than a hundred, of which all rows are
-- better read in order and held against authority_covers.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_ids uuid[];
begin
    if organization_id is null and v.is_operator then
        return null;
    elsif organization_id is not null then
        return array(select o.id from organization o
            where o.id = authority_scope.organization_id
                and authority_covers(v, o));
    end if;
    v_ids := array(select o.id from organization o
        -- As organization_by_ancestor, a gin index, is asked.
        where o.ancestor_ids @> array[v.organization_id] limit 100);
    return case when cardinality(v_ids) < 100
        then v.organization_id || v_ids end;
end
$$;
