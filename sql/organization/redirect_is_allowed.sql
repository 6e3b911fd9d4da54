-- SPDX-License-Identifier: MIT
create or replace function redirect_is_allowed(o organization, url text)
returns boolean
language sql immutable as $$
    -- Whether an organization may send a recipient there: to none, or to one
    -- of its registered URLs. Raises nothing, writes nothing.
    select redirect_is_allowed.url is null
        or redirect_is_allowed.url = any(o.redirect_urls)
$$;
