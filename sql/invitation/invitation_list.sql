-- SPDX-License-Identifier: MIT
create or replace function invitation_list(
    organization_id uuid, caller json, kind text, status text,
    email_key text, page_after uuid, page_limit integer
) returns reply
language plpgsql stable as $$
-- List the invitations of all families that the caller's organization and
-- those below it have sent, or one of them (organization_id), newest first.
-- kind, status, email_key: only those.
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
    select array_agg(invitation_json(f.i) order by (f.i).id desc),
        array_agg((f.i).id order by (f.i).id desc)
    into v_items, v_ids
    from (
        select i
        from invitation i join organization o on o.id = i.organization_id
        where authority_covers(v, o)
            and (invitation_list.organization_id is null
                or o.id = invitation_list.organization_id)
            and (page_after is null or i.id < page_after)
            and (invitation_list.kind is null
                or i.kind = invitation_list.kind)
            and (invitation_list.status is null
                or invitation_list.status
                    = invitation_status(i, statement_timestamp()))
            and (invitation_list.email_key is null
                or exists (select from recipient r
                    where r.organization_id = i.organization_id
                        and r.invitation_id = i.id
                        and r.email_key = invitation_list.email_key))
        order by i.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
