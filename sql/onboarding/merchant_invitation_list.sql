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
    v_statuses text[];
    v_found invitation[];
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    if status is not null then
        v_statuses := array(select core from unnest(core_statuses()) core
            where merchant_invitation_word(core)
                = merchant_invitation_list.status);
    end if;
    v_found := invitation_page(v, authority_scope(v, merchant_id),
        'onboarding', v_statuses, null, page_after, page_limit);
    select array_agg(merchant_invitation_json(i) order by i.id desc),
        array_agg(i.id order by i.id desc)
    into v_items, v_ids from unnest(v_found) i;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
