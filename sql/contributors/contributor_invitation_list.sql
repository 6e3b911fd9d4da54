-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_list(
    organization_id uuid, caller json, status text, type text,
    page_after uuid, page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List a company's invitations of this family, newest first.
-- status, type: in this family's words; only those.
-- Returns {data, nextCursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'company');
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(contributor_invitation_json(f.i, v)
            order by (f.i).id desc),
        array_agg((f.i).id order by (f.i).id desc)
    into v_items, v_ids
    from (
        select i
        from invitation i
        where i.organization_id = any(array[
                contributor_invitation_list.organization_id])
            and i.kind = 'contributors'
            and i.id < page_start(page_after)
            and (contributor_invitation_list.status is null
                or contributor_invitation_list.status
                    = contributor_invitation_word(
                        invitation_status(i, statement_timestamp())))
            and (contributor_invitation_list.type is null
                or contributor_invitation_list.type
                    = contributor_invitation_type(i))
        order by i.organization_id desc, i.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
