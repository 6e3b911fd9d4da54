-- SPDX-License-Identifier: MIT
create or replace function invitation_list(
    organization_id uuid, caller json, kind text, status text,
    email_key text, page_after uuid, page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the invitations of all families that the caller's organization and
-- those below it have sent, or one of them (organization_id), newest first.
-- kind, status, email_key: only those.
-- Returns {data, nextCursor}. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller);
    v_found invitation[];
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    v_found := invitation_page(v, authority_scope(v, organization_id), kind,
        case when status is not null then array[status] end, email_key,
        page_after, page_limit);
    select array_agg(invitation_json(i) order by i.id desc),
        array_agg(i.id order by i.id desc)
    into v_items, v_ids from unnest(v_found) i;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
