-- SPDX-License-Identifier: MIT
select plan(20);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt \gset
select id from given.member(:'acme', 'Jane@Example.com') \gset
select given.member(:'acme', 'john@example.com', password_hash => null);
create function pg_temp.check_it(
    organization_id uuid, email text default 'jane@example.com'
) returns reply
language sql as $$
    select session_check(organization_id, given.visitor(), email,
        lower(email))
$$;
select given.state('{session_limit}') as before \gset
select is(pg_temp.check_it(:'acme')::text,
    '(,"{""passwordHash"" : ""scrypt of it""}",,,)',
    'what a password is compared with');
select is((pg_temp.check_it(o, a)).body::text, '{"passwordHash" : null}', n)
from (values (:'bolt'::uuid, 'jane@example.com',
        'a member of another business is unknown'),
    (:'acme', 'nobody@example.com', 'so is an address'),
    (gen_random_uuid(), 'jane@example.com', 'an organization'),
    (:'acme', 'john@example.com', 'and a member without a password'))
    v (o, a, n);
select is(string_agg(cardinality(tried_at)::text, ''), '11111',
    'each try is counted, of known and unknown alike') from session_limit;
select is(given.state('{session_limit}'), :'before',
    'nothing else is written');

-- Ten an hour.
update session_limit set tried_at = array(
    select clock_timestamp() - n * interval '5 minutes' - interval '30 s'
    from generate_series(9, 1, -1) n)
where organization_id = :'acme';
select is((pg_temp.check_it(:'acme', a)).code, null, 'the tenth: ' || a),
    is((pg_temp.check_it(:'acme', a)).code, 'too_many', 'is the last'),
    is((pg_temp.check_it(:'acme', a)).body->>'retryAfter', '870',
        'until the first is an hour old'),
    is((pg_temp.check_it(:'acme', upper(a))).code, 'too_many',
        'however it is typed')
from unnest('{jane@example.com,nobody@example.com}'::text[]) a;
select is((pg_temp.check_it(:'bolt')).code, null,
    'another organization is another matter');
update session_limit set tried_at[1] = clock_timestamp() - interval '1 hour'
where organization_id = :'acme' and email_key = 'jane@example.com';
select is((pg_temp.check_it(:'acme')).code, null, 'then one may try again');
select is((pg_temp.check_it(:'acme')).code, 'too_many', 'once');
select is(cardinality(tried_at), 10, 'older tries are forgotten'),
    is(tried_at, array(select t from unnest(tried_at) t order by t),
        'the others stand in order')
from session_limit
where organization_id = :'acme' and email_key = 'jane@example.com';

select * from finish();
