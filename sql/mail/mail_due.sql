-- SPDX-License-Identifier: MIT
create or replace function mail_due(after uuid, page_limit integer)
returns reply
language plpgsql volatile as $$
-- Tell which organizations have mail due, in the order of their ids behind
-- `after` (null: from the first), so that the mailer goes round and no
-- organization's heap keeps another's mail waiting.
-- Returns an array of ids. Raises nothing, writes nothing.
#variable_conflict use_column
declare
    v_now timestamptz := clock_timestamp();
    v_id uuid := coalesce(after, '00000000-0000-0000-0000-000000000000');
    -- Behind the last mail of an organization; before the first of all, since
    -- even the nil UUID may be somebody's.
    v_due_at timestamptz := case when after is null
        then '-infinity' else 'infinity' end;
    v_ids uuid[] := '{}';
begin
    -- One index probe an organization, however long its queue.
    while cardinality(v_ids) < page_limit loop
        select o.organization_id into v_id from outbox o
        where (o.organization_id, o.due_at) > (v_id, v_due_at)
            and o.due_at <= v_now
        order by o.organization_id, o.due_at limit 1;
        exit when not found;
        v_ids := v_ids || v_id;
        v_due_at := 'infinity';
    end loop;
    return reply_ok(to_json(v_ids));
end
$$;
