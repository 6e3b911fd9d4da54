-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_list(
    caller json, merchant_id uuid, status text, page_after uuid,
    page_limit integer
) returns reply
language plpgsql stable as $$
-- List the invitations to contacts of the caller's merchants, newest first.
-- merchant_id: only that one's; status: in this family's words.
-- Returns {data, nextCursor}. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(merchant_invitation_json(f.i) order by (f.i).id desc),
        array_agg((f.i).id order by (f.i).id desc)
    into v_items, v_ids
    from (
        select i
        from invitation i join organization o on o.id = i.organization_id
        where authority_covers(v, o) and i.kind = 'onboarding'
            and (merchant_id is null or o.id = merchant_id)
            and (page_after is null or i.id < page_after)
            and (merchant_invitation_list.status is null
                or merchant_invitation_list.status
                    = merchant_invitation_word(
                        invitation_status(i, statement_timestamp())))
        order by i.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
