-- SPDX-License-Identifier: MIT
create or replace function member_door_accept(d door) returns reply
language plpgsql volatile as $$
-- Accept an invitation to a team at the page or its JSON door, where the
-- person will log in: name and password are asked for.
-- Returns {alreadyAccepted, member}; refuses invalid_fields and what
-- member_accept refuses. Raises nothing. Writes what member_accept writes.
#variable_conflict use_column
declare
    v_unknown reply := answers_unknown(d.answers, '{firstName,lastName}');
begin
    if v_unknown.code is not null then
        return v_unknown;
    end if;
    return member_accept(d.l, d.email_key, d.answers->>'firstName',
        d.answers->>'lastName', d.password_hash,
        '{firstName,lastName,password}', d.request_id);
end
$$;
