-- SPDX-License-Identifier: MIT
create or replace function jsend_ok(
    message text, data json, id uuid default null,
    revision integer default null
) returns reply
language sql stable as $$
    -- Answer that it is done, in the words of JSend.
    -- Raises nothing, writes nothing.
    select reply_ok(json_build_object('status', 'success',
        'message', jsend_ok.message, 'data', jsend_ok.data),
        jsend_ok.id, jsend_ok.revision)
$$;
