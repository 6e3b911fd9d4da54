-- SPDX-License-Identifier: MIT
select plan(1);

select given.organization('Acme') as acme \gset
select id from given.invitation(:'acme', 'a@example.com') \gset
create function pg_temp.status(state text, expires_at timestamptz)
returns text
language sql as $$
    select invitation_status(jsonb_populate_record(i, jsonb_build_object(
        'state', status.state, 'expires_at', status.expires_at)), now())
    from invitation i
$$;
select is(array(select s from unnest(core_statuses()) s order by s),
    array(select distinct pg_temp.status(state, now() + days)
        from unnest('{pending,accepted,rejected,revoked,expired}'::text[])
            state, unnest('{1 day,-1 day}'::interval[]) days order by 1),
    'they are all that an invitation can be');

select * from finish();
