-- SPDX-License-Identifier: MIT
select plan(2);

select given.company() as water \gset
create function pg_temp.shown(id uuid) returns text
language plpgsql as $$
begin
    return contributor_page(given.link(shown.id, 'returned'));
end
$$;
select is(pg_temp.shown((given.contributors(:'water')).id),
    '{"isEdit" : false, "connectionName" : null}',
    'one to make has no name');
select is(pg_temp.shown((given.editors((given.utility_connection(:'water'))
        .id)).id),
    '{"isEdit" : true, "connectionName" : "www.power.example"}',
    'one to edit is called by its utility');

select * from finish();
