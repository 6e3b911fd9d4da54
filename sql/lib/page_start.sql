-- SPDX-License-Identifier: MIT
create or replace function page_start(page_after uuid) returns uuid
language sql immutable as $$
    -- The id below which a page of a list begins, newest first: that of the
    -- row before it, else one that no row has. Not `or`, which no index can
    -- be entered by: then a page far down passes over all before it.
    -- `= any(array[…])`, and the organization in `order by`, keep a list off
    -- the index by id alone, which passes over everybody's.
    -- The lists also refuse, by `set`, plans that gather all the rows of an
    -- organization to sort them: which the planner takes to be few, as they
    -- are on average; and compiling, which costs more than a page.
    -- Raises nothing, writes nothing.
    select coalesce(page_start.page_after,
        'ffffffff-ffff-ffff-ffff-ffffffffffff')
$$;
