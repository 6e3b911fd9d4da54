-- SPDX-License-Identifier: MIT
create or replace function public_invite_settings_qr(
    organization_id uuid, caller json
) returns reply
language plpgsql stable as $$
-- Give the URL of a business's public link, to be drawn.
-- Returns it, a text alone; refuses not_found, also while the link is closed:
-- there is nothing to print that would open. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_link link;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select l.* into v_link from public_invite_settings s
    join link l on l.organization_id = s.organization_id
        and l.id = s.link_id
    where s.organization_id = public_invite_settings_qr.organization_id
        and s.is_enabled;
    if not found then
        return reply_problem('not_found');
    end if;
    return reply_ok(to_json(link_mark('public', v_link)));
end
$$;
