-- SPDX-License-Identifier: MIT
select plan(3);

select throws_ok($$select refuse('not_found')$$, 'US001', 'not_found',
    'a refusal that must undo is raised under a state of its own');
create function pg_temp.detail_of(members json) returns text
language plpgsql as $$
declare
    v_detail text;
begin
    perform refuse('too_many', members);
exception when sqlstate 'US001' then
    get stacked diagnostics v_detail = pg_exception_detail;
    return v_detail;
end
$$;
select is(pg_temp.detail_of('{"retryAfter": 7}'), '{"retryAfter": 7}',
    'with its members as the detail');
select is(pg_temp.detail_of(null), '', 'or none');

select * from finish();
