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
    v_scope uuid[];
    v_found invitation[];
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    -- One statement for each way to the rows: a plan for all of them at once
    -- would go through every invitation there is.
    v_scope := authority_scope(v, organization_id);
    if email_key is not null then
        v_found := array(
            select i
            from invitation_of_address(v_scope, email_key) i
            where (v_scope is not null or (
                    select authority_covers(v, o) from organization o
                    where o.id = i.organization_id))
                and i.id < page_start(page_after)
                and (invitation_list.kind is null
                    or i.kind = invitation_list.kind)
                and (invitation_list.status is null
                    or invitation_list.status
                        = invitation_status(i, statement_timestamp()))
            order by i.id desc
            limit page_limit + 1);
    elsif v_scope is not null then
        v_found := array(
            select f.i from unnest(v_scope) s (id) cross join lateral (
                select i from invitation i
                where i.organization_id = any(array[s.id])
                    and i.id < page_start(page_after)
                    and (invitation_list.kind is null
                        or i.kind = invitation_list.kind)
                    and (invitation_list.status is null
                        or invitation_list.status
                            = invitation_status(i, statement_timestamp()))
                order by i.organization_id desc, i.id desc
                limit page_limit + 1) f
            order by (f.i).id desc
            limit page_limit + 1);
    else
        v_found := array(
            select i from invitation i
            where (select authority_covers(v, o) from organization o
                    where o.id = i.organization_id)
                and i.id < page_start(page_after)
                and (invitation_list.kind is null
                    or i.kind = invitation_list.kind)
                and (invitation_list.status is null
                    or invitation_list.status
                        = invitation_status(i, statement_timestamp()))
            order by i.id desc
            limit page_limit + 1);
    end if;
    select array_agg(invitation_json(i) order by i.id desc),
        array_agg(i.id order by i.id desc)
    into v_items, v_ids from unnest(v_found) i;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
