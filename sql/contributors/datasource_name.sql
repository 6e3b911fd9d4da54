-- SPDX-License-Identifier: MIT
create or replace function datasource_name(datasource_id uuid, url text)
returns text
language sql immutable as $$
    -- What a utility is called: the host of its site in small letters,
    -- without a port; else the id under which the company knows it.
    -- Raises nothing, writes nothing.
    select coalesce(lower((regexp_match(datasource_name.url,
            '^[^:]*://(?:[^/?#@]*@)?(\[[^]]*\]|[^/?#:]*)'))[1]),
        datasource_name.datasource_id::text)
$$;
