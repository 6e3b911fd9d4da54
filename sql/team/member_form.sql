-- SPDX-License-Identifier: MIT
create or replace function member_form(l link, email_key text)
returns json
language sql stable as $$
    -- The fields to ask of who opens a link to a team: a name, and a password
    -- to log in with.
    -- Returns [{name, type, required, value}]. Raises and writes nothing.
    select json_agg(json_build_object('name', f.name, 'type', f.type,
        'required', true, 'value', null))
    from (values ('firstName', 'text'), ('lastName', 'text'),
        ('password', 'password')) f (name, type)
$$;
