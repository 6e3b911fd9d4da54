-- SPDX-License-Identifier: MIT
create or replace function reply_problem(
    code text, members json default null
) returns reply
language sql immutable as $$
    -- Answer a refusal. code: a problem's; members: what the problem says
    -- besides, such as existingId, retryAfter (seconds) or errors, and
    -- isCrowded, which only a page is told.
    -- Raises nothing, writes nothing.
    select row(reply_problem.code, reply_problem.members, null, null,
        null)::reply
$$;
