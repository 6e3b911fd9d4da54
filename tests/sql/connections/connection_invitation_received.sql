-- SPDX-License-Identifier: MIT
select plan(20);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'bolt@example.com') as bolt,
    given.organization('Cord', :'root') as cord,
    given.organization('Own', :'root', 'own@example.com',
        is_vouched => false) as own,
    given.organization('Water', :'root', 'bolt@example.com', 'company')
        as water,
    given.organization('Alien') as alien \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id as one from given.invitation(:'acme', 'bolt@example.com') \gset
select id as two from given.invitation(:'cord', 'Bolt@Example.com') \gset
select id as three from given.invitation(:'root', 'bolt@example.com') \gset
select id as own_id from given.invitation(:'acme', 'own@example.com') \gset
select id as alien_id from given.invitation(:'alien', 'bolt@example.com')
\gset
create function pg_temp.names(
    organization_id uuid, caller json, status text default null,
    page_after uuid default null, page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(i->>'businessName', ' ')
        from json_array_elements((connection_invitation_received(
            organization_id, caller, status, page_after, page_limit)).body
            ->'data') i);
end
$$;
select given.guards(format('connection_invitation_received(%L, $1, null, '
    'null, 10)', :'bolt'));
select is((connection_invitation_received(:'water', :'caller', null, null,
    10)).code, 'not_found', 'what is no business has received none');
select is(pg_temp.names(:'bolt', :'caller'), 'Root Cord Acme',
    'what was mailed to a business''s address from below its topmost, '
    'newest first');
select is(pg_temp.names(:'own', :'caller'), null,
    'nothing by an address that nobody vouches for');
select is(pg_temp.names(:'cord', :'caller'), null,
    'nothing without an address');
select is(array(select json_object_keys((connection_invitation_received(
        :'bolt', :'caller', null, null, 1)).body->'data'->0)),
    array(select json_object_keys(connection_received_json(i))
        from invitation i where id = :'one'),
    'it shows what who is invited may see');
select (invitation_revoke(given.operator(), :'one')).code,
    given.expired(:'two') \gset
select is(pg_temp.names(:'bolt', :'caller', s), wanted,
    'status: only those that are ' || s)
from (values ('pending', 'Root'), ('cancelled', 'Acme'), ('expired', 'Cord'),
    ('accepted', null)) v (s, wanted);
select is(pg_temp.names(:'bolt', :'caller', page_limit => 2), 'Root Cord',
    'a page has page_limit items');
select is((connection_invitation_received(:'bolt', :'caller', null, null,
    2)).next_cursor, :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'bolt', :'caller', null, :'two', 2), 'Acme',
    'the next page goes on behind it');
update organization set email = 'bolt@example.com',
    email_key = 'bolt@example.com', is_email_vouched = true
where id = :'acme';
select is(pg_temp.names(:'acme', :'caller'), 'Root Cord',
    'nobody has received what they sent');
update invitation set kind = 'team' where id = :'three';
select is(pg_temp.names(:'bolt', :'caller'), 'Cord Acme',
    'those of another family are not here');
update organization set is_email_vouched = false where id = :'bolt';
select is(pg_temp.names(:'bolt', :'caller'), null,
    'when the address is vouched for no more, nothing is');

select * from finish();
