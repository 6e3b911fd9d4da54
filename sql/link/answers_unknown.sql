-- SPDX-License-Identifier: MIT
create or replace function answers_unknown(answers json, known text[])
returns reply
language plpgsql stable as $$
-- Refuse what a family does not ask for at a door that serves them all.
-- answers: an object; known: its family's members.
-- Returns invalid_fields with each other member as `unknown`, or an answer
-- whose code is null. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_errors json[];
begin
    select array_agg(field_error('#/' || k, 'unknown',
        'is not asked for by this invitation') order by k)
    into v_errors
    from json_object_keys(answers) k
    where k <> all(known);
    if v_errors is null then
        return reply_ok(null);
    end if;
    return reply_invalid_all(v_errors);
end
$$;
