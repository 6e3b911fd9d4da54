-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme') as acme \gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
create function pg_temp.delivery(id uuid) returns text
language sql as $$
    select delivery_json(i)::text from invitation i where i.id = delivery.id
$$;
select is(pg_temp.delivery(:'one'), '{"state" : "queued", "attempts" : 0, '
    '"lastError" : null, "nextAttemptAt" : null}', 'a new one is queued');
update recipient set delivery_state = 'deferred', delivery_attempts = 2,
    delivery_error = '451 later', delivery_next_at = '2030-01-01 00:00:00+00'
where invitation_id = :'one';
select is(pg_temp.delivery(:'one'), '{"state" : "deferred", "attempts" : 2, '
    '"lastError" : "451 later", '
    '"nextAttemptAt" : "2030-01-01T00:00:00.000Z"}',
    'one deferred says why and until when');

insert into recipient (organization_id, id, invitation_id, delivery_state)
values (:'acme', uuid_v7(), :'one', 'failed'),
    (:'acme', uuid_v7(), :'one', 'sent');
select is(pg_temp.delivery(:'one')::json->>'state', 'failed',
    'of several recipients the one who fares worst');
create function pg_temp.worst(id uuid, states text[]) returns text
language plpgsql as $$
begin
    delete from link l where l.invitation_id = worst.id;
    delete from recipient r where r.invitation_id = worst.id;
    insert into recipient (organization_id, id, invitation_id,
        delivery_state)
    select i.organization_id, uuid_v7(), i.id, s
    from invitation i, unnest(states) s where i.id = worst.id;
    return pg_temp.delivery(id)::json->>'state';
end
$$;
select is(array(select pg_temp.worst(:'one', f.states[n:])
    from (select '{none,suppressed,sent,queued,deferred,failed}'::text[]
        as states) f, generate_series(1, 6) n), array_fill('failed'::text,
    '{6}'), 'failed is worse than all');
select is(array(select pg_temp.worst(:'one', f.states[:n])
    from (select '{none,suppressed,sent,queued,deferred,failed}'::text[]
        as states) f, generate_series(1, 6) n order by n),
    '{none,suppressed,sent,queued,deferred,failed}',
    'then deferred, queued, sent, suppressed and none');
select is(pg_temp.worst(:'one', '{}'), 'none', 'of none it is none');

select * from finish();
