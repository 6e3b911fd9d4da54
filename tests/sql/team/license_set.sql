-- SPDX-License-Identifier: MIT
select plan(28);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'organizations:write') as caller,
    given.caller(:'acme', 'organizations:write') as own \gset
create function pg_temp.set_to(
    organization_id uuid, caller json, seat_limit integer default 10,
    renewal_date timestamptz default null, billing_status text default null
) returns reply
language sql as $$
    select license_set(organization_id, caller, seat_limit, renewal_date,
        billing_status)
$$;
select given.guards(format('pg_temp.set_to(%L, $1)', :'acme'));
select given.state() as before \gset
select is((pg_temp.set_to(:'water', :'caller')).code, 'not_found',
    'what is no business gets none');
select is(r.code, 'scope_missing', 'nobody sells seats to themselves'),
    is(r.body->>'detail',
        'A licence is set by a key of an organization above.',
        'and is told who does')
from pg_temp.set_to(:'acme', :'own') r;
select is(given.state(), :'before', 'and nothing is written');

select is(r.code, null, 'one above sets it'),
    is(r.body::text, json_build_object('seatLimit', 10, 'used', 0,
        'reserved', 0, 'available', 10, 'licenseQuantity', '0',
        'licenseRenewalDate', '2025-01-01T00:00:00.000Z',
        'licenseBillingStatus', 'active')::text, 'and sees it')
from pg_temp.set_to(:'acme', :'caller', 10, '2025-01-01 00:00+00',
    'active') r;
select is(row(s.*)::text, format('(%s,10,"2025-01-01 00:00:00+00",active)',
    :'acme'), 'it is stored')
from license s;
select is((e).type, 'license.changed', 'an event says so'),
    is((e).organization_id, :'acme', 'of the business'),
    is((e).actor, given.actor(:'caller'), 'by whom'),
    is((e).data::jsonb, '{"seatLimit": 10, "billingStatus": "active",
        "renewalDate": "2025-01-01T00:00:00.000Z"}', 'and how it is now')
from given.last_event() e;
select given.state() as before \gset
select is((pg_temp.set_to(:'acme', :'caller', 10, '2025-01-01 00:00+00',
    'active')).code, null, 'setting it so again');
select is(given.state(), :'before', 'changes nothing');
select is((pg_temp.set_to(:'acme', given.operator(), 11)).body
    ->>'licenseBillingStatus', null, 'what is left out is gone');
select is((e).actor, 'cli', 'the command line may set it too')
from given.last_event() e;

-- Not below what is in use.
select given.member(:'acme', 'one@example.com');
select given.team_invitation(:'acme', 'two@example.com');
select id from given.team_invitation(:'acme', 'three@example.com') \gset
select given.state() as before \gset
select is((pg_temp.set_to(:'acme', :'caller', 2)).code,
    'seat_limit_below_use', 'three seats are in use');
select is(given.state(), :'before', 'so nothing is written');
select is((pg_temp.set_to(:'acme', :'caller', 3)).code, null,
    'there may be none left');
select given.expired(:'id');
select is((pg_temp.set_to(:'acme', :'caller', 2)).code, null,
    'what has expired needs none');
select is((pg_temp.set_to(:'acme', :'caller', 0)).code,
    'seat_limit_below_use', 'nobody is put out');
select is((pg_temp.set_to(:'water', given.operator())).code, 'not_found',
    'the command line too knows businesses only');
select is((pg_temp.set_to(:'root', given.operator(), 0)).body
    ->>'available', '0', 'a business may have no seat at all');
select is((pg_temp.set_to(:'root', :'caller')).code, 'scope_missing',
    'a topmost one''s is for the command line');

select * from finish();
