-- SPDX-License-Identifier: MIT
select plan(9);

create function pg_temp.queue(name text, due interval) returns uuid
language plpgsql as $$
-- An organization whose one mail is due then; its id begins with the name.
declare
    v_id uuid := rpad(name, 8, '0')
        || '-0000-7000-8000-000000000000';
begin
    insert into organization (id, kind, name) values (v_id, 'business', name);
    insert into outbox (organization_id, id, kind, email, due_at, give_up_at)
    select v_id, gen_random_uuid(), 'code', 'a@example.com',
        clock_timestamp() + due, clock_timestamp()
    from generate_series(1, 3);
    return v_id;
end
$$;
select pg_temp.queue('a', '-1 s') as a, pg_temp.queue('b', '1 h') as b,
    pg_temp.queue('c', '-1 h') as c, pg_temp.queue('d', '0') as d \gset
select given.state() as before \gset
select is((mail_due(null, 10)).body::jsonb,
    jsonb_build_array(:'a', :'c', :'d'),
    'organizations with mail due are told, each once, by their ids');
select is((mail_due(null, 2)).body::jsonb, jsonb_build_array(:'a', :'c'),
    'so many at most');
select is((mail_due(:'a', 10)).body::jsonb, jsonb_build_array(:'c', :'d'),
    'a round goes on behind the last');
select is((mail_due(:'d', 10)).body::jsonb, '[]', 'to the end');
select is((mail_due(:'b', 1)).body::jsonb, jsonb_build_array(:'c'),
    'also behind one that has none due');
select is(given.state(), :'before', 'and nothing is written');
update outbox set state = 'sent', due_at = null;
select is((mail_due(null, 10)).body::jsonb, '[]', 'what has ended is not due');


\set nil '00000000-0000-0000-0000-000000000000'
insert into organization (id, kind, name) values (:'nil', 'business', 'Nil');
insert into outbox (organization_id, id, kind, email, due_at, give_up_at)
values (:'nil', gen_random_uuid(), 'code', 'a@example.com',
    clock_timestamp(), clock_timestamp());
select is((mail_due(null, 10)).body::jsonb, jsonb_build_array(:'nil'),
    'a round begins with the nil UUID, which may be somebody''s');
select is((mail_due(:'nil', 10)).body::jsonb, '[]', 'and goes on behind it');

select * from finish();
