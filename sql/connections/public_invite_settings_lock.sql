-- SPDX-License-Identifier: MIT
create or replace function public_invite_settings_lock(organization_id uuid)
returns public_invite_settings
language plpgsql volatile as $$
-- Lock a business's public link settings, which are made if need be
-- (revision 0 until they are changed).
-- Returns them. Raises nothing. Writes public_invite_settings.
#variable_conflict use_column
declare
    v_row public_invite_settings;
begin
    insert into public_invite_settings as s (organization_id, revision)
    values (public_invite_settings_lock.organization_id, 0)
    on conflict on constraint public_invite_settings_pk
        do update set revision = s.revision
    returning * into v_row;
    return v_row;
end
$$;
