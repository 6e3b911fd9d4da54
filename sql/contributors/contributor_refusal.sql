-- SPDX-License-Identifier: MIT
create or replace function contributor_refusal(i invitation, d door)
returns reply
language plpgsql volatile as $$
-- Whether what a form says can make, or edit, a connection: exactly one of
-- datasourceId and url names the utility, unless it is known already; an
-- edit says something, and see utility_connection_errors.
-- Returns invalid_fields, or an answer whose code is null.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_errors json[];
begin
    if d.answers->>'datasourceId' is not null
        and d.answers->>'url' is not null then
        return reply_invalid('#/url', 'not_allowed',
            'must be left out where datasourceId is given');
    elsif i.connection_id is not null then
        if d.sealed is null and not exists (
            select from json_object_keys(d.answers)) then
            return reply_invalid('#/password', 'required',
                'is required where nothing else is changed');
        end if;
        v_errors := utility_connection_errors(i, d);
        if v_errors is not null then
            return reply_invalid_all(v_errors);
        end if;
    elsif coalesce(d.answers->>'datasourceId', d.answers->>'url',
        i.prefill->>'datasourceId', i.prefill->>'url') is null then
        return reply_invalid('#/url', 'required',
            'is required where datasourceId is not given');
    end if;
    return reply_ok(null);
end
$$;
