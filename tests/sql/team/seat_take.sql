-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Acme') as acme \gset
select given.caller(:'acme') as caller \gset
select id, created_at from given.team_invitation(:'acme') \gset
create function pg_temp.take(id uuid, caller json, at timestamptz)
returns void
language plpgsql as $$
-- Resend it at a moment.
declare
    v_was invitation;
begin
    select i.* into v_was from invitation i where i.id = take.id;
    update invitation i set expires_at = take.at + i.lifetime
    where i.id = take.id;
    perform seat_take(v_was, given.authority(caller), take.at);
end
$$;
select is(i.license_activated_at, i.created_at,
        'a new one has its seat from the first'),
    is(i.granter_key_id, null, 'the command line has no key'),
    is(i.past_seats, '{}', 'it never had another'),
    is(i.license_quantity, 1, 'one is in use')
from invitation i where i.id = :'id';

select given.state('{invitation,api_key}') as before \gset
select pg_temp.take(:'id', :'caller', now() + interval '1 day');
select is(i.license_activated_at, i.created_at,
        'one resent in time keeps its seat'),
    is(i.past_seats, '{}', 'and has had no other'),
    is(i.granter_organization_id, :'acme', 'who resends it grants it'),
    is(i.granter_key_id::text, :'caller'::json->>'key_id', 'by that key')
from invitation i where i.id = :'id';

-- Expired: the seat was let go.
update invitation set expires_at = created_at + interval '2 days'
where id = :'id';
select pg_temp.take(:'id', given.operator(),
    :'created_at'::timestamptz + interval '3 days');
select is(i.license_activated_at, i.created_at + interval '3 days',
        'an expired one takes another seat'),
    is(i.past_seats, tstzmultirange(tstzrange(i.created_at,
        i.created_at + interval '2 days')), 'the first is not forgotten'),
    is(i.granter_key_id, null, 'the command line grants it now')
from invitation i where i.id = :'id';
update invitation set expires_at = created_at + interval '4 days'
where id = :'id';
select pg_temp.take(:'id', given.operator(),
    :'created_at'::timestamptz + interval '5 days');
select is(i.past_seats, tstzmultirange(
        tstzrange(i.created_at, i.created_at + interval '2 days'),
        tstzrange(i.created_at + interval '3 days',
            i.created_at + interval '4 days')), 'nor is any later one')
from invitation i where i.id = :'id';
select is(given.state('{invitation,api_key}'), :'before',
    'nothing else is written');

select * from finish();
