-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_get(
    caller json, invitation_id uuid
) returns reply
language plpgsql stable as $$
-- Show an invitation of this family, with what happened to it.
-- Returns the invitation and its events; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found invitation := invitation_find(invitation_id, v, 'contributors');
begin
    v.problem := coalesce(v.problem,
        case when v_found.id is null then 'not_found' end);
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    return reply_ok(json_merge(contributor_invitation_json(v_found, v),
        json_build_object('events', invitation_events(v_found))),
        v_found.id, v_found.revision);
end
$$;
