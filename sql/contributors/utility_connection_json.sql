-- SPDX-License-Identifier: MIT
create or replace function utility_connection_json(c utility_connection)
returns json
language sql stable as $$
    -- A utility connection as its company sees it; of the credentials only
    -- whether they are there. Raises nothing, writes nothing.
    select json_merge(utility_connection_brief(c), json_build_object(
        'companyId', c.organization_id,
        'invitationId', c.invitation_id,
        'datasourceId', c.datasource_id,
        'url', c.url,
        'accountNumber', c.account_number,
        'accountHolder', c.account_holder,
        'utilityTypes', c.utility_types,
        'siteIds', c.site_ids,
        'country', c.country,
        'connectionOwnerEmail', c.owner_email,
        'dataCollectionStartDate',
            to_char(c.data_collection_start_date, 'YYYY-MM-DD'),
        'hasUsername', c.username_sealed is not null,
        'hasPassword', c.password_sealed is not null,
        'updated', wire_time(c.updated_at)))
$$;
