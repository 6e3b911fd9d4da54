-- SPDX-License-Identifier: MIT
create or replace function connection_invitation_list(
    organization_id uuid, caller json, status text, email_key text,
    page_after uuid, page_limit integer
) returns reply
language plpgsql stable as $$
-- List the invitations a business has sent, newest first.
-- status: in this family's words; email_key: only to this address.
-- Returns {data, nextCursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'business');
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(connection_invitation_json(f.i) order by (f.i).id desc),
        array_agg((f.i).id order by (f.i).id desc)
    into v_items, v_ids
    from (
        select i
        from invitation i
        where i.organization_id = connection_invitation_list.organization_id
            and i.kind = 'connections'
            and (page_after is null or i.id < page_after)
            and (connection_invitation_list.status is null
                or connection_invitation_list.status
                    = connection_invitation_word(
                        invitation_status(i, statement_timestamp())))
            and (connection_invitation_list.email_key is null
                or exists (select from recipient r
                    where r.organization_id = i.organization_id
                        and r.invitation_id = i.id and r.email_key
                            = connection_invitation_list.email_key))
        order by i.id desc
        limit page_limit + 1) f;
    return reply_list(v_items, v_ids, page_limit);
end
$$;
