-- SPDX-License-Identifier: MIT
create or replace function organization_update(
    organization_id uuid, caller json, given text[], if_revisions integer[],
    name text, email text, email_key text, locale text, brand json,
    redirect_urls text[]
) returns reply
language plpgsql volatile as $$
-- Change an organization. given: the members sent; a null among them clears.
-- if_revisions: one of these must be its revision; null: any. Its address is
-- vouched for if a key of one above it, or the command line, sets it; its own
-- key's change ends that.
-- Returns the organization; refuses not_found, revision_mismatch.
-- Raises nothing. Writes organization, event.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id);
    v_old organization;
    v_new organization;
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select o.* into v_old from organization o
    where o.id = organization_update.organization_id for no key update;
    if not v_old.revision = any(if_revisions) then
        return reply_problem('revision_mismatch');
    end if;
    v_new := v_old;
    if 'name' = any(given) then
        v_new.name := name;
    end if;
    if 'email' = any(given) then
        v_new.email := email;
        v_new.email_key := email_key;
        v_new.is_email_vouched := email is not null
            and (v.is_operator or v.organization_id <> v_old.id
                or (v_old.is_email_vouched
                    and email_key = v_old.email_key));
    end if;
    if 'locale' = any(given) then
        v_new.locale := locale;
    end if;
    if 'brand' = any(given) then
        -- Its members are changed one by one (RFC 7396).
        v_new.brand_color := case when brand is null
            or brand::jsonb ? 'color' then brand->>'color'
            else v_old.brand_color end;
        v_new.brand_logo := case when brand is null
            or brand::jsonb ? 'logo' then brand->>'logo'
            else v_old.brand_logo end;
    end if;
    if 'redirectUrls' = any(given) then
        v_new.redirect_urls := coalesce(redirect_urls, '{}');
    end if;
    update organization o
    set name = v_new.name, email = v_new.email, email_key = v_new.email_key,
        is_email_vouched = v_new.is_email_vouched, locale = v_new.locale,
        brand_color = v_new.brand_color, brand_logo = v_new.brand_logo,
        redirect_urls = v_new.redirect_urls, revision = o.revision + 1
    where o.id = v_old.id
    returning * into v_new;
    perform event_write(v_old.id, 'organization.updated', v.actor,
        v.request_id, data => json_build_object('members', given));
    return reply_ok(organization_json(v_new), v_new.id, v_new.revision);
end
$$;
