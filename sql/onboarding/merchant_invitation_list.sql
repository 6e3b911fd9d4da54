-- SPDX-License-Identifier: MIT
create or replace function merchant_invitation_list(
    caller json, merchant_id uuid, status text, page_after uuid,
    page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the invitations to contacts of the caller's merchants, newest first.
-- merchant_id: only that one's; status: in this family's words.
-- Returns {data, nextCursor}. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_scope uuid[];
    v_found invitation[];
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_scope := authority_scope(v, merchant_id);
    if v_scope is not null then
        v_found := array(
            select f.i from unnest(v_scope) s (id) cross join lateral (
                select i from invitation i
                where i.organization_id = any(array[s.id])
                    and i.kind = 'onboarding'
                    and i.id < page_start(page_after)
                    and (merchant_invitation_list.status is null
                        or merchant_invitation_list.status
                            = merchant_invitation_word(
                                invitation_status(i, statement_timestamp())))
                order by i.organization_id desc, i.id desc
                limit page_limit + 1) f
            order by (f.i).id desc
            limit page_limit + 1);
    else
        v_found := array(
            select i from invitation i
            where (select authority_covers(v, o) from organization o
                    where o.id = i.organization_id)
                and i.kind = 'onboarding'
                and i.id < page_start(page_after)
                and (merchant_invitation_list.status is null
                    or merchant_invitation_list.status
                        = merchant_invitation_word(
                            invitation_status(i, statement_timestamp())))
            order by i.id desc
            limit page_limit + 1);
    end if;
    select array_agg(merchant_invitation_json(i) order by i.id desc),
        array_agg(i.id order by i.id desc)
    into v_items, v_ids from unnest(v_found) i;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
