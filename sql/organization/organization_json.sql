-- SPDX-License-Identifier: MIT
create or replace function organization_json(o organization) returns json
language sql stable as $$
    -- An organization as the API shows it. Raises nothing, writes nothing.
    select json_build_object(
        'id', o.id,
        'kind', o.kind,
        'name', o.name,
        'email', o.email,
        'emailVouched', o.is_email_vouched,
        'parentId', o.ancestor_ids[cardinality(o.ancestor_ids)],
        'locale', o.locale,
        'brand', case when coalesce(o.brand_color, o.brand_logo) is not null
            then json_build_object('color', o.brand_color,
                'logo', o.brand_logo) end,
        'redirectUrls', to_json(o.redirect_urls),
        'details', o.details,
        'createdAt', wire_time(o.created_at),
        'revision', o.revision)
$$;
