-- SPDX-License-Identifier: MIT
create or replace function connection_acceptance_reply(
    c connection, is_already boolean
) returns reply
language sql stable as $$
    -- Answer {connection, alreadyAccepted} with the outcome `pending` when
    -- the connection waits for approval. Raises nothing, writes nothing.
    select reply_ok(json_build_object('connection', connection_json(c),
            'alreadyAccepted', is_already), c.id, c.revision,
        case c.status when 'pending' then 'pending' end)
$$;
