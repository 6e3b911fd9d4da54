-- SPDX-License-Identifier: MIT
create or replace function connection_form(l link, email_key text)
returns json
language plpgsql stable as $$
-- The fields to ask of who opens a link to a connection: a name unless
-- the business is known by the address proved (email_key, null: none
-- yet); at a public link the address too.
-- Returns [{name, type, required, value}]. Raises and writes nothing.
#variable_conflict use_column
begin
    return (
        select coalesce(json_agg(json_build_object('name', f.name,
            'type', f.type, 'required', f.required, 'value', f.value)), '[]')
        from (
            select 'businessName' as name, 'text' as type,
                l.purpose = 'public' or email_key is not null as required,
                null as value
            where email_key is null or business_by_address(
                l.organization_id, email_key) is null
            union all
            select 'email', 'email', true, email_key
            where l.purpose = 'public'
        ) f
    );
end
$$;
