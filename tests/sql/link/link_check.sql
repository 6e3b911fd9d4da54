-- SPDX-License-Identifier: MIT
select plan(7);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id from given.invitation(:'acme', 'bolt@example.com') \gset
create function pg_temp.check_link(l link) returns reply
language sql as $$
    select link_check(l.organization_id, given.visitor(), l.id,
        given.hash(l))
$$;
select given.state() as before \gset
select is(body::jsonb, '{"kind": "connections", "isOpen": true}',
        'the worker is told the family, and that the link opens'),
    is(code, null, 'it is an answer'),
    isnt(id, null, 'with an id to seal for')
from pg_temp.check_link(given.link(:'id'));
select isnt((pg_temp.check_link(given.link(:'id'))).id,
    (pg_temp.check_link(given.link(:'id'))).id, 'a new one each time');
select is((link_check(:'acme', given.visitor(), l.id, repeat('0', 64))).code,
    'not_found', 'a token never made is unknown')
from given.link(:'id') l;
select is(given.state(), :'before', 'nothing is written');
select invitation_end(:'acme', :'id', 'revoked');
select is(body->>'isOpen', 'false', 'a dead link opens nothing')
from pg_temp.check_link(given.link(:'id'));

select * from finish();
