-- SPDX-License-Identifier: MIT
create or replace function utility_connection_make(i invitation, d door)
returns utility_connection
language plpgsql volatile as $$
-- Write the utility connection that a contributor's form describes; where it
-- says nothing, the prefill counts.
-- Returns the row. Raises nothing. Writes utility_connection.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_known json := case
        when coalesce(d.answers->>'datasourceId', d.answers->>'url') is null
        then i.prefill else d.answers end;
    v_made utility_connection;
begin
    insert into utility_connection (organization_id, id, invitation_id,
        datasource_id, url, account_number, account_holder, utility_types,
        site_ids, country, owner_email, data_collection_start_date,
        username_number, username_sealed, password_number, password_sealed,
        created_at, updated_at)
    values (i.organization_id, coalesce(d.connection_id, uuid_v7()), i.id,
        (v_known->>'datasourceId')::uuid, v_known->>'url',
        d.answers->>'accountNumber', d.answers->>'accountHolder',
        coalesce(json_texts(d.answers->'utilityTypes'),
            json_texts(i.prefill->'utilityTypes'), '{}'),
        coalesce(json_texts(d.answers->'siteIds'),
            json_texts(i.prefill->'initialSites'), '{}')::uuid[],
        i.prefill->>'country', i.prefill->>'connectionOwnerEmail',
        (i.prefill->>'dataCollectionStartDate')::date,
        seal_number(d.sealed, 'username'),
        decode(d.sealed->>'username', 'hex'),
        seal_number(d.sealed, 'password'),
        decode(d.sealed->>'password', 'hex'), v_now, v_now)
    returning * into v_made;
    return v_made;
end
$$;
