-- SPDX-License-Identifier: MIT
create or replace function member_json(m member) returns json
language sql stable as $$
    -- A member as the API shows one. Raises nothing, writes nothing.
    select json_build_object(
        'id', m.id,
        'email', m.email,
        'firstName', m.first_name,
        'lastName', m.last_name,
        'role', m.role,
        'createdAt', wire_time(m.created_at))
$$;
