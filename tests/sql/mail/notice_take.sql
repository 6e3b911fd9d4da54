-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Root') as root \gset
select given.organization('Bolt', :'root', 'jane+bolt@example.com',
        is_vouched => false) as bolt,
    given.organization('Cord', :'root', 'jane@example.com',
        is_vouched => false) as cord,
    given.organization('Dune', :'root', 'else@example.com',
        is_vouched => false) as dune,
    given.organization('Else', null, 'jane@example.com',
        is_vouched => false) as other \gset
create function pg_temp.take(id uuid) returns integer
language plpgsql as $$
declare
    v_row organization;
begin
    select o.* into v_row from organization o where o.id = take.id;
    return notice_take(v_row);
end
$$;

select given.state('{address_limit}') as before \gset
select is(pg_temp.take(:'bolt'), 5, 'an address may be told'),
    is(given.state('{address_limit}'), :'before', 'and nothing but counted');
select is(email_key, 'notice:jane@example.com 5', 'by its mailbox'),
    is(cardinality(sent_at), 1, 'once'),
    is(organization_id, :'root', 'for all below the topmost organization')
from address_limit;
select is(array(select pg_temp.take(:'cord') from generate_series(1, 6)),
    '{4,3,2,1,NULL,NULL}', 'five times an hour');
select is(pg_temp.take(:'bolt'), null, 'whoever claims the mailbox');
select is(sum(cardinality(sent_at))::integer, 5,
    'what does not go is not counted')
from address_limit;
select is(pg_temp.take(:'dune'), 5, 'another mailbox has its own five'),
    is(pg_temp.take(:'other'), 5, 'and so has the same elsewhere');
update address_limit
set sent_at = array(select t - interval '1 hour' from unnest(sent_at) t)
where email_key = 'notice:jane@example.com 3';
select is(array(select pg_temp.take(:'bolt') from generate_series(1, 2)),
    '{3,NULL}', 'an hour after one there may be another');
select is(cardinality(sent_at), 1, 'and what was before is forgotten')
from address_limit where organization_id = :'root'
    and email_key = 'notice:jane@example.com 3';

select * from finish();
