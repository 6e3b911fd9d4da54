-- SPDX-License-Identifier: MIT
create or replace function utility_connection_errors(i invitation, d door)
returns json[]
language plpgsql volatile as $$
-- What a form lacks that names another utility for the connection to edit:
-- the credentials that are kept for the one before, which nobody may have
-- sent to a host of their own without knowing them. It locks the connection,
-- so that no other edit brings credentials meanwhile.
-- Returns field errors; null for none. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_kept utility_connection;
begin
    select c.* into v_kept from utility_connection c
    where c.organization_id = i.organization_id and c.id = i.connection_id
    for update;
    return (
        select array_agg(field_error('#/' || f.name, 'required',
            'is required where another utility is named') order by f.number)
        from (values (1, 'username', v_kept.username_sealed),
            (2, 'password', v_kept.password_sealed)) f (number, name, sealed)
        where f.sealed is not null and d.sealed->>f.name is null
            and coalesce(d.answers->>'datasourceId', d.answers->>'url')
                is not null
            and ((d.answers->>'datasourceId')::uuid, d.answers->>'url')
                is distinct from (v_kept.datasource_id, v_kept.url)
    );
end
$$;
