-- SPDX-License-Identifier: MIT
create or replace function reply_ok(
    body json, id uuid default null, revision integer default null,
    code text default null
) returns reply
language sql immutable as $$
    -- Answer that it is done. code: null, or the outcome when the route
    -- knows several (`pending`: 202). Raises nothing, writes nothing.
    select row(reply_ok.code, reply_ok.body, reply_ok.id, reply_ok.revision,
        null)::reply
$$;
