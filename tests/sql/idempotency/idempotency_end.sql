-- SPDX-License-Identifier: MIT
select plan(10);

select given.organization('Acme') as acme \gset
select given.caller(:'acme') as caller \gset
select uuid_v7() as id \gset
select id as link, given.hash(l) as hash from given.public_link(:'acme') l \gset
create function pg_temp.claim(
    organization_id uuid, caller json, key text, link_id uuid default null,
    token_hash text default null
) returns text
language sql as $$
    select (idempotency_begin(organization_id, caller, link_id, token_hash,
        'POST', '/p', key, '{body}')).code
$$;

select pg_temp.claim(:'acme', :'caller', 'one');
select pg_temp.claim(:'acme', :'caller', 'two');
select pg_temp.claim(:'acme', given.visitor(), 'one', :'link', :'hash');

select is(idempotency_end(:'acme', null, 'POST', '/p', 'one', true,
        'pending', '{"a": "\u0001url 1"}', :'id', 2)::text, '(,,,,)',
    'the answer is empty');
select is(code, 'pending', 'remembered are the outcome'),
    is(body, '{"a": "\u0001url 1"}', 'the body, its marks unfilled'),
    is(id, :'id', 'the id'),
    is(revision, 2, 'and the revision')
from idempotency where key = 'one' and owner = '';
select is((select count(*)::int from idempotency where body is null), 2,
    'of this claim alone');

select idempotency_end(:'acme', null, 'POST', '/p', 'two', false, null, null,
    null, null);
select is((select string_agg(key, ' ') from idempotency), 'one one',
    'a refusal takes its claim back, and no other');
select is(pg_temp.claim(:'acme', :'caller', 'two'), 'claimed',
    'so that the key is free');
select idempotency_end(:'acme', :'hash', 'POST', '/p', 'one', false, null,
    null, null, null);
select is(count(*)::int, 0, 'a claim under a token is that token''s')
from idempotency where owner <> '';
select is(count(*)::int, 1, 'and not the key''s')
from idempotency where key = 'one';

select * from finish();
