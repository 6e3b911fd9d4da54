-- SPDX-License-Identifier: MIT
select plan(14);

select given.company() as water, gen_random_uuid() as source \gset
create function pg_temp.lacks(
    c utility_connection, answers json, sealed json default null
) returns text
language plpgsql as $$
-- The pointers and codes of what a form to edit a connection lacks.
declare
    v_invitation invitation := given.editors(c.id);
begin
    return (select string_agg(concat_ws(' ', e->>'pointer', e->>'code'), ', '
            order by n)
        from unnest(utility_connection_errors(v_invitation, given.filled(
            given.link(v_invitation.id, 'returned'), answers,
            sealed => sealed))) with ordinality u (e, n));
end
$$;
select c::text as by_url
from given.utility_connection(:'water', '{"url": "https://a.example"}') c \gset
select c::text as by_id from given.utility_connection(:'water',
    json_build_object('datasourceId', :'source')) c \gset
select c::text as unnamed from given.utility_connection(:'water',
    '{"url": "https://a.example"}', given.sealed(null)) c \gset
select c::text as bare from given.utility_connection(:'water',
    '{"url": "https://a.example"}', null) c \gset

select is(pg_temp.lacks(:'by_url', answers, sealed), wanted, name)
from (values
    ('{"url": "https://b.example"}'::json, null::json,
        '#/username required, #/password required',
        'another site has nothing of what is kept for this one'),
    ('{"url": "http://a.example"}', null,
        '#/username required, #/password required',
        'nor has the same host without TLS'),
    ('{"url": "https://a.example/else"}', null,
        '#/username required, #/password required', 'nor another path'),
    ('{"datasourceId": "6f1d9a52-95c1-4d11-8d2c-3b7f6f8f7c11"}', null,
        '#/username required, #/password required', 'nor a utility by id'),
    ('{"url": "https://b.example"}', given.sealed('jane', null),
        '#/password required', 'a user name alone is not enough'),
    ('{"url": "https://b.example"}', given.sealed(null, 'new'),
        '#/username required', 'nor is a password'),
    ('{"url": "https://b.example"}', given.sealed(), null, 'both are'),
    ('{"url": "https://a.example"}', null, null,
        'the same site said again is no other'),
    ('{"url": null, "accountNumber": "8"}', null, null,
        'nor is none')) v (answers, sealed, wanted, name);
select is(pg_temp.lacks(:'by_id', '{"url": "https://a.example"}'),
    '#/username required, #/password required', 'a site in an id''s place');
select is(pg_temp.lacks(:'by_id', json_build_object('datasourceId',
    upper(:'source'))), null, 'an id in capitals is the same');
select is(pg_temp.lacks(:'unnamed', '{"url": "https://b.example"}'),
    '#/password required', 'what is not kept is not asked for');
select is(pg_temp.lacks(:'bare', '{"url": "https://b.example"}'), null,
    'without credentials it may move');
select is(utility_connection_errors(given.contributors(:'water'),
    given.filled(given.link((given.contributors(:'water')).id, 'returned'))),
    null, 'one that is made lacks nothing');

select * from finish();
