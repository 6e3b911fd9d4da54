-- SPDX-License-Identifier: MIT
create or replace function reply_invalid_all(errors json[]) returns reply
language sql stable as $$
    -- Refuse all the fields that only the database could judge, at once.
    -- errors: of field_error. Raises nothing, writes nothing.
    select reply_problem('invalid_fields',
        json_build_object('errors', to_json(reply_invalid_all.errors)))
$$;
