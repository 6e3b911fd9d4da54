-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_list(
    organization_id uuid, caller json, status text, email_key text,
    page_after uuid, page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the invitations a business has sent, newest first.
-- status: in this family's words; email_key: only to this address.
-- Returns {data, nextCursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
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
            where connection_invitation_word(core)
                = connection_invitation_list.status);
    end if;
    v_found := invitation_page(v, array[organization_id], 'connections',
        v_statuses, email_key, page_after, page_limit);
    select array_agg(connection_invitation_json(i) order by i.id desc),
        array_agg(i.id order by i.id desc)
    into v_items, v_ids from unnest(v_found) i;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
