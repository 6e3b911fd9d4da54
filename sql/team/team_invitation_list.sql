-- SPDX-License-Identifier: MIT
create or replace function team_invitation_list(
    organization_id uuid, caller json, status text, page_after uuid,
    page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the invitations to a business's team, all there ever were, newest
-- first. status: in this family's words.
-- Returns an array; refuses not_found. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(team_invitation_json(f.i) order by (f.i).id desc),
        array_agg((f.i).id order by (f.i).id desc)
    into v_items, v_ids
    from (
        select i
        from invitation i
        where i.organization_id = any(array[
                team_invitation_list.organization_id])
            and i.kind = 'team'
            and i.id < page_start(page_after)
            and (team_invitation_list.status is null
                -- The core's word first: that costs no look elsewhere.
                or invitation_status(i, statement_timestamp())
                    = case when team_invitation_list.status
                        in ('Accepted', 'Revoked', 'Expired')
                        then lower(team_invitation_list.status)
                        else 'pending' end
                and team_invitation_list.status
                    = team_invitation_word(i, statement_timestamp()))
        order by i.organization_id desc, i.id desc
        limit page_limit + 1) f;
    return reply_array(v_items, v_ids, page_limit);
end
$$;
