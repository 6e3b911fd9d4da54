-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', 'acme@example.com') as acme,
    given.organization('Bolt', :'root', 'jane+bolt@example.com',
        is_vouched => false) as bolt,
    given.organization('Cord', :'root', 'jane@example.com',
        is_vouched => false) as cord,
    given.organization('Dune', :'root', 'else@example.com',
        is_vouched => false) as dune,
    given.organization('Else', null, 'jane@example.com',
        is_vouched => false) as other \gset
create function pg_temp.take(id uuid) returns boolean
language plpgsql as $$
declare
    v_row organization;
begin
    select o.* into v_row from organization o where o.id = take.id;
    return notice_take(v_row);
end
$$;

select given.state() as before \gset
select is(array(select pg_temp.take(:'acme') from generate_series(1, 20)),
    array_fill(true, array[20]), 'an address that is vouched for has no bound');
select is(given.state(), :'before', 'and is not counted');

select given.state('{address_limit}') as before \gset
select is(pg_temp.take(:'bolt'), true, 'one that is not may be told'),
    is(given.state('{address_limit}'), :'before', 'and nothing but counted');
select is(email_key || ' ' || cardinality(sent_at), 'notice:jane@example.com 1',
        'by its mailbox'),
    is(organization_id, :'root', 'for all below the topmost organization')
from address_limit;
select is(array(select pg_temp.take(:'cord') from generate_series(1, 6)),
    '{t,t,t,t,f,f}', 'five times an hour');
select is(pg_temp.take(:'bolt'), false, 'whoever claims the mailbox');
select is(cardinality(sent_at), 5, 'what does not go is not counted')
from address_limit;
select is(pg_temp.take(:'dune'), true, 'another mailbox has its own five'),
    is(pg_temp.take(:'other'), true, 'and so has the same elsewhere');
update address_limit
set sent_at = array(select t - interval '1 hour' from unnest(sent_at) t);
select is(pg_temp.take(:'bolt'), true, 'an hour later it may be told again');
select is(cardinality(sent_at), 1, 'and what was before is forgotten')
from address_limit where organization_id = :'root'
    and email_key = 'notice:jane@example.com';

select * from finish();
