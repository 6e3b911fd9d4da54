-- SPDX-License-Identifier: MIT
create or replace function utility_connection_edit(i invitation, d door)
returns utility_connection
language plpgsql volatile as $$
-- Change the utility connection that an invitation names as a contributor's
-- form says; what the form leaves out stays as it is.
-- Returns the row. Raises nothing. Writes utility_connection.
#variable_conflict use_column
declare
    v_is_moved boolean := coalesce(d.answers->>'datasourceId',
        d.answers->>'url') is not null;
    v_username_number integer := seal_number(d.sealed, 'username');
    v_password_number integer := seal_number(d.sealed, 'password');
    v_edited utility_connection;
begin
    update utility_connection c
    set datasource_id = case when v_is_moved
            then (d.answers->>'datasourceId')::uuid
            else c.datasource_id end,
        url = case when v_is_moved then d.answers->>'url' else c.url end,
        account_number = coalesce(d.answers->>'accountNumber',
            c.account_number),
        account_holder = coalesce(d.answers->>'accountHolder',
            c.account_holder),
        utility_types = coalesce(json_texts(d.answers->'utilityTypes'),
            c.utility_types),
        site_ids = coalesce(json_texts(d.answers->'siteIds')::uuid[],
            c.site_ids),
        username_number = coalesce(v_username_number, c.username_number),
        username_sealed = coalesce(decode(d.sealed->>'username', 'hex'),
            c.username_sealed),
        password_number = coalesce(v_password_number, c.password_number),
        password_sealed = coalesce(decode(d.sealed->>'password', 'hex'),
            c.password_sealed),
        updated_at = clock_timestamp(),
        revision = c.revision + 1
    where c.organization_id = i.organization_id and c.id = i.connection_id
    returning * into v_edited;
    return v_edited;
end
$$;
