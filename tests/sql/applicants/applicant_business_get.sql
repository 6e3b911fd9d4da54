-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Bolt', :'root', kind => 'customer') as bolt,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id as one from applicant_business_make(:'acme',
    '{"name": "one"}') \gset
create function pg_temp.show(organization_id uuid, caller json, id uuid)
returns reply
language sql as $$
    select applicant_business_get(organization_id, caller, id)
$$;
select given.guards(format('pg_temp.show(%L, $1, %L)', :'acme', :'one'));
select is((pg_temp.show(:'firm', :'caller', :'one')).code, 'not_found',
    'what is no customer has none');
select is((pg_temp.show(:'bolt', :'caller', :'one')).code, 'not_found',
    'another''s is unknown');
select is((pg_temp.show(:'acme', :'caller', :'acme')).code, 'not_found',
    'an id that nothing has is unknown');
select is((r).body->>'status', 'success', 'it is said in JSend'),
    is((r).body->'data'->>'id', :'one', 'one''s own is shown'),
    is((r).body->>'data', applicant_business_json(t)::text, 'whole'),
    is((r).id, :'one'::uuid, 'with its id')
from applicant_business t, pg_temp.show(:'acme', :'caller', :'one') r
where t.id = :'one';

select * from finish();
