-- SPDX-License-Identifier: MIT
create or replace function contributor_answers(l link) returns json
language plpgsql stable as $$
-- What is known already of what a link's form asks: the prefill, or the
-- connection to edit.
-- Returns an object; none of its members is null.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    return (
        select json_strip_nulls(json_build_object(
            'datasourceId', coalesce(to_json(c.datasource_id),
                i.prefill->'datasourceId'),
            'url', coalesce(to_json(c.url), i.prefill->'url'),
            'accountNumber', c.account_number,
            'accountHolder', c.account_holder,
            'utilityTypes', coalesce(to_json(c.utility_types),
                i.prefill->'utilityTypes'),
            'siteIds', coalesce(to_json(c.site_ids),
                i.prefill->'initialSites')))
        from invitation i
        left join utility_connection c
            on c.organization_id = i.organization_id
            and c.id = i.connection_id
        where i.organization_id = l.organization_id
            and i.id = l.invitation_id
    );
end
$$;
