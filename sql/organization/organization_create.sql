-- SPDX-License-Identifier: MIT
create or replace function organization_create(
    caller json, kind text, name text, id uuid, email text, email_key text,
    parent_id uuid, locale text
) returns reply
language plpgsql volatile as $$
-- Make an organization below the caller's own, or below one of those
-- (parent_id); the command line may leave the parent out.
-- id: chosen by the caller, or null. Its address is vouched for, since one
-- above it, or the command line, says so.
-- Returns the organization; refuses not_found (parent), id_taken.
-- Raises nothing. Writes organization, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, parent_id);
    v_parent_id uuid := coalesce(parent_id, v.organization_id);
    v_ancestors uuid[];
    v_made organization;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select o.ancestor_ids || o.id into v_ancestors
    from organization o where o.id = v_parent_id;
    insert into organization (id, kind, name, email, email_key,
        is_email_vouched, ancestor_ids, locale)
    values (coalesce(organization_create.id, uuid_v7()),
        organization_create.kind, organization_create.name,
        organization_create.email, organization_create.email_key,
        organization_create.email is not null, coalesce(v_ancestors, '{}'),
        organization_create.locale)
    on conflict do nothing
    returning * into v_made;
    if not found then
        return reply_problem('id_taken');
    end if;
    perform event_write(v_made.id, 'organization.created', v.actor,
        v.request_id, data => json_build_object('kind', v_made.kind));
    return reply_ok(organization_json(v_made), v_made.id, v_made.revision);
end
$$;
