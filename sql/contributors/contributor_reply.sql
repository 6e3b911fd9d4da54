-- SPDX-License-Identifier: MIT
create or replace function contributor_reply(
    c utility_connection, is_already boolean
) returns reply
language sql stable as $$
    -- Answer a contributor: {alreadyAccepted, connection}.
    -- Raises nothing, writes nothing.
    select reply_ok(json_build_object('alreadyAccepted', is_already,
        'connection', utility_connection_brief(c)), c.id, c.revision)
$$;
