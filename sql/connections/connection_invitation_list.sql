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
    v_found invitation[];
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    if email_key is null then
        v_found := array(
            select i from invitation i
            where i.organization_id = any(array[
                    connection_invitation_list.organization_id])
                and i.kind = 'connections'
                and i.id < page_start(page_after)
                and (connection_invitation_list.status is null
                    or connection_invitation_list.status
                        = connection_invitation_word(
                            invitation_status(i, statement_timestamp())))
            order by i.organization_id desc, i.id desc
            limit page_limit + 1);
    else
        v_found := array(
            select i
            from invitation_of_address(array[
                connection_invitation_list.organization_id], email_key) i
            where i.kind = 'connections'
                and i.id < page_start(page_after)
                and (connection_invitation_list.status is null
                    or connection_invitation_list.status
                        = connection_invitation_word(
                            invitation_status(i, statement_timestamp())))
            order by i.id desc
            limit page_limit + 1);
    end if;
    select array_agg(connection_invitation_json(i) order by i.id desc),
        array_agg(i.id order by i.id desc)
    into v_items, v_ids from unnest(v_found) i;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
