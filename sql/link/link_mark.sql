-- SPDX-License-Identifier: MIT
create or replace function link_mark(kind text, l link) returns text
language sql immutable as $$
    -- The mark of a link's token or URL. kind: link, url, public or
    -- unsubscribe. Returns null for no link. Raises nothing, writes nothing.
    select mark(link_mark.kind, l.number, l.organization_id, l.id, l.salt)
$$;
