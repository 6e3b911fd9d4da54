-- SPDX-License-Identifier: MIT
create or replace function contributor_invitation_list(
    organization_id uuid, caller json, status text, type text,
    page_after uuid, page_limit integer
) returns reply
language plpgsql stable as $$
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
        where i.organization_id = contributor_invitation_list.organization_id
            and i.kind = 'contributors'
            and (page_after is null or i.id < page_after)
            and (contributor_invitation_list.status is null
                or contributor_invitation_list.status
                    = contributor_invitation_word(
                        invitation_status(i, statement_timestamp())))
            and (contributor_invitation_list.type is null
                or contributor_invitation_list.type
                    = contributor_invitation_type(i))
        order by i.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
