-- SPDX-License-Identifier: MIT
create or replace function applicant_invitation_list(
    organization_id uuid, caller json, status text, page_after uuid,
    page_limit integer
) returns reply
language plpgsql stable
set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
-- List the invitations a customer has sent, newest first.
-- status: in this family's words.
-- Returns {status, message, data, next_cursor}; refuses not_found.
-- Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v authority := authority_of(caller, organization_id, 'customer');
    v_items json[];
    v_ids uuid[];
begin
    if v.problem is not null then
        return reply_problem(v.problem);
    end if;
    select array_agg(applicant_invitation_json(f.i) order by (f.i).id desc),
        array_agg((f.i).id order by (f.i).id desc)
    into v_items, v_ids
    from (
        select i
        from invitation i
        where i.organization_id = any(array[
                applicant_invitation_list.organization_id])
            and i.kind = 'applicants'
            and i.id < page_start(page_after)
            and (applicant_invitation_list.status is null
                or applicant_invitation_list.status = applicant_word(
                    invitation_status(i, statement_timestamp())))
        order by i.organization_id desc, i.id desc
        limit page_limit + 1) f;
    return jsend_list('Invitations found', v_items, v_ids, page_limit);
end
$$;
