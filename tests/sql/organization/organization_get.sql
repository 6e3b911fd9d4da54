-- SPDX-License-Identifier: MIT
select plan(11);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'merchant') as acme
\gset
select given.caller(:'root', 'organizations:read') as above,
    given.caller(:'acme', 'organizations:read') as own \gset

select given.guards(format('organization_get(%L, $1)', :'acme'));
select is((organization_get(:'acme', :'own')).body::text,
        organization_json(o)::text, 'a key shows its own organization'),
    is((organization_get(:'acme', :'above')).body::text,
        organization_json(o)::text, 'and those below'),
    is((organization_get(:'acme', :'own')).id, o.id, 'the reply has its id'),
    is((organization_get(:'acme', :'own')).revision, o.revision,
        'and its revision')
from organization o where id = :'acme';
select is((organization_get(:'root', :'own')).code, 'not_found',
    'one above is unknown');
select is((organization_get(gen_random_uuid(), :'above')).code, 'not_found',
    'and so is one that is not there');

select * from finish();
