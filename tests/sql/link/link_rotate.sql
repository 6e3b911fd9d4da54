-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme') \gset
select id as other from given.invitation(:'acme', 'other@example.com') \gset
select id as recipient from recipient where invitation_id = :'id' \gset
select given.links(3, 7) as links \gset
create function pg_temp.rotate(id uuid, links json) returns void
language plpgsql as $$
declare
    v_row invitation;
begin
    select i.* into v_row from invitation i where i.id = rotate.id;
    perform link_rotate(v_row, links);
end
$$;
select pg_temp.rotate(:'id', :'links');
select is(count(*)::int, 4, 'the old links stay'),
    is(count(replaced_at)::int, 2, 'replaced')
from link where invitation_id = :'id';
select is(array(select replaced_at is null from link
        where invitation_id = :'id' order by number),
    '{f,f,t,t}', 'by new ones');
select is(array(select l.id::text from link l where l.invitation_id = :'id'
        and number = 7 order by l.id),
    array(select :'links'::json->n->>'id' from generate_series(0, 1) n
        order by 1), 'of those that were minted');
select is((given.link(:'id')).recipient_id, :'recipient',
    'the mailed one is the same recipient''s');
select is((given.link(:'id', 'returned')).recipient_id, null,
    'the returned one is nobody''s');
select is(array(select replaced_at from link
        where invitation_id = :'other' and replaced_at is not null), '{}',
    'those of another invitation stay');

select min(replaced_at) as first from link where invitation_id = :'id' \gset
select pg_temp.rotate(:'id', given.links(2, 8));
select is(count(*)::int, 6, 'again there are two more'),
    is(count(replaced_at)::int, 4, 'and two more were replaced'),
    is(min(replaced_at), :'first', 'the first ones when they were')
from link where invitation_id = :'id';
select is((given.link(:'id')).number, 8, 'the newest is the one of today');
select throws_ok(format('select pg_temp.rotate(%L, given.links(1, 9))',
    :'id'), '23502', null, 'too few minted are an error, not a lost link');

select * from finish();
