-- SPDX-License-Identifier: MIT
create or replace function event_settle() returns void
language plpgsql volatile as $$
-- Let the feed go on where a database was restored from a dump into another
-- server. The transactions of its events may have ids that this one has yet
-- to give: until it has, the feed would hold them back, and what is written
-- meanwhile would come before them, where no reader looks again. So they get
-- the ids before this transaction's, as many as there are, the newest last;
-- what is left shares the first, and goes by the clock.
-- Raises nothing. Writes event.
#variable_conflict use_column
declare
    v_first constant bigint := 3; -- PostgreSQL's first
    v_own bigint := pg_current_xact_id()::text::bigint;
begin
    if not exists (select from event e
        where e.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())
    ) then
        return;
    end if;
    update event e
    set transaction_id = greatest(v_first, v_own - f.place)::text::xid8
    from (select n.organization_id, n.id,
            dense_rank() over (order by n.transaction_id desc) as place
        from event n) f
    where e.organization_id = f.organization_id and e.id = f.id;
end
$$;
