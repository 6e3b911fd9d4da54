-- SPDX-License-Identifier: MIT
create or replace function health() returns reply
language sql stable as $$
    -- Answer at all: the worker's question whether the database serves.
    -- Returns {}. Raises nothing, writes nothing.
    select reply_ok('{}')
$$;
