-- SPDX-License-Identifier: MIT
create or replace function invitation_page(
    v authority, scope uuid[], kind text, statuses text[], email_key text,
    page_after uuid, page_limit integer
) returns invitation[]
language plpgsql stable as $$
-- A page of invitations and one more, newest first: of some organizations
-- (scope, as authority_scope gives it; null: of all that v covers).
-- kind, statuses (the core's words), email_key: only those; null: any.
-- Raises nothing, writes nothing.
#variable_conflict use_column
begin
    -- One statement for each way to the rows: a plan for all of them at once
    -- would go through every invitation there is.
    if email_key is not null then
        return array(
            select i
            from invitation_of_address(scope, email_key) i
            where (scope is not null or (
                    select authority_covers(v, o) from organization o
                    where o.id = i.organization_id))
                and i.id < page_start(page_after)
                and (invitation_page.kind is null
                    or i.kind = invitation_page.kind)
                and (statuses is null
                    or invitation_status(i, statement_timestamp())
                        = any(statuses))
            order by i.id desc
            limit page_limit + 1);
    elsif scope is not null then
        return array(
            select f.i from unnest(scope) s (id) cross join lateral (
                select i from invitation i
                where i.organization_id = any(array[s.id])
                    and i.id < page_start(page_after)
                    and (invitation_page.kind is null
                        or i.kind = invitation_page.kind)
                    and (statuses is null
                        or invitation_status(i, statement_timestamp())
                            = any(statuses))
                order by i.organization_id desc, i.id desc
                limit page_limit + 1) f
            order by (f.i).id desc
            limit page_limit + 1);
    end if;
    return array(
        select i from invitation i
        where (select authority_covers(v, o) from organization o
                where o.id = i.organization_id)
            and i.id < page_start(page_after)
            and (invitation_page.kind is null
                or i.kind = invitation_page.kind)
            and (statuses is null
                or invitation_status(i, statement_timestamp())
                    = any(statuses))
        order by i.id desc
        limit page_limit + 1);
end
$$;
