-- SPDX-License-Identifier: MIT
select plan(21);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt,
    given.organization('Water', kind => 'company') as water \gset
select given.caller(:'acme', 'invitations:read') as caller,
    given.caller(:'water', 'invitations:read') as water_key \gset
select id as one from given.team_invitation(:'acme', 'one@example.com') \gset
select id as two from given.team_invitation(:'acme', 'two@example.com') \gset
select id as three from given.team_invitation(:'acme', 'three@example.com')
    \gset
select given.team_invitation(:'bolt', 'four@example.com');
select given.invitation(:'acme', 'five@example.com');
create function pg_temp.addresses(
    organization_id uuid, caller json, status text default null,
    page_after uuid default null, page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(split_part(i->>'email', '@', 1), ' ')
        from json_array_elements((team_invitation_list(organization_id,
            caller, status, page_after, page_limit)).body) i);
end
$$;
select given.guards(format('team_invitation_list(%L, $1, null, null, 10)',
    :'acme'));
select is((team_invitation_list(:'water', :'water_key', null, null, 10))
    .code, 'not_found', 'what is no business has no team');
select is(pg_temp.addresses(:'acme', :'caller'), 'three two one',
    'a business''s invitations to its team, newest first');
select is((team_invitation_list(:'acme', :'caller', null, null, 1)).body
    ->>0, team_invitation_json(i)::text,
    'each as team_invitation_json shows one')
from invitation i where id = :'three';
update invitation set state = 'revoked' where id = :'one';
update invitation set resent_at = now() where id = :'two';
update recipient set delivery_state = 'failed' where invitation_id = :'three';
select is(pg_temp.addresses(:'acme', :'caller'), 'three two one',
    'history included');
select is(pg_temp.addresses(:'acme', :'caller', s), wanted,
    'status: only those that are ' || s)
from (values ('Pending', null), ('Accepted', null), ('Expired', null),
    ('Revoked', 'one'), ('Resent', 'two'), ('Failed to send', 'three'))
    v (s, wanted);
select is(pg_temp.addresses(:'acme', :'caller', page_limit => 2),
    'three two', 'a page has page_limit items');
select is((team_invitation_list(:'acme', :'caller', null, null, 2))
    .next_cursor, :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.addresses(:'acme', :'caller', null, :'two', 2), 'one',
    'the next page goes on behind it');
select is((team_invitation_list(:'acme', :'caller', null, :'two', 2))
    .next_cursor, null, 'to the end');
select given.expired(:'two');
select is(pg_temp.addresses(:'acme', :'caller', 'Expired'), 'two',
    'expiry is known when it is read');
select is(pg_temp.addresses(:'acme', :'caller', 'Resent'), null,
    'at once');

select * from finish();
