-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_received(
    organization_id uuid, caller json, status text, page_after uuid,
    page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the invitations mailed to a business's vouched address by businesses
-- under the same topmost organization, newest first.
-- Returns {data, nextCursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_me organization;
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select o.* into v_me from organization o
    where o.id = connection_invitation_received.organization_id;
    select array_agg(connection_received_json(f.i) order by (f.i).id desc),
        array_agg((f.i).id order by (f.i).id desc)
    into v_items, v_ids
    from (
        select f.i
        from recipient r
        -- Not joined, or the newest invitations of all would be gone through.
        cross join lateral (
            select i from invitation i
            where i.organization_id = r.organization_id
                and i.id = r.invitation_id
            limit 1) f
        where v_me.is_email_vouched and r.email_key = v_me.email_key
            and r.invitation_id < page_start(page_after)
            and (f.i).kind = 'connections' and r.organization_id <> v_me.id
            and (connection_invitation_received.status is null
                or connection_invitation_received.status
                    = connection_invitation_word(
                        invitation_status(f.i, statement_timestamp())))
            and (select topmost_of(o) = topmost_of(v_me) from organization o
                where o.id = r.organization_id)
        order by r.email_key desc, r.invitation_id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
