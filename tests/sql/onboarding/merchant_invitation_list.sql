-- SPDX-License-Identifier: MIT
select plan(18);

select given.organization('Root') as root \gset
select given.organization('Shop', :'root', kind => 'merchant') as shop,
    given.organization('Deli', :'root', kind => 'merchant') as deli,
    given.organization('Acme', :'root') as acme \gset
select given.caller(:'root', 'invitations:read') as caller,
    given.caller(:'deli', 'invitations:read') as deli_key \gset
select id as one from given.merchant_invitation(:'shop', 'one@example.com')
\gset
select id as two from given.merchant_invitation(:'shop', 'two@example.com')
\gset
select id as three from given.merchant_invitation(:'deli',
    'three@example.com') \gset
select id as other from given.invitation(:'acme') \gset
create function pg_temp.names(
    caller json, merchant_id uuid default null, status text default null,
    page_after uuid default null, page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(split_part(i->>'email', '@', 1), ' ')
        from json_array_elements((merchant_invitation_list(caller,
            merchant_id, status, page_after, page_limit)).body->'data') i);
end
$$;
select given.guards('merchant_invitation_list($1, null, null, null, 10)',
    null);
select is(pg_temp.names(:'caller'), 'three two one',
        'those of all its merchants, newest first, and of this family alone'),
    is(pg_temp.names(:'deli_key'), 'three', 'a merchant has its own'),
    is(pg_temp.names(:'caller', :'shop'), 'two one',
        'merchantId: only that one''s'),
    is(pg_temp.names(:'deli_key', :'shop'), null,
        'another''s are not to be had by it'),
    is(pg_temp.names(:'caller', page_limit => 2), 'three two',
        'a page has page_limit items'),
    is((merchant_invitation_list(:'caller', null, null, null, 2)).next_cursor,
        :'two'::uuid, 'and the last as its cursor'),
    is(pg_temp.names(:'caller', page_after => :'two'), 'one',
        'the next page goes on behind it');
select (invitation_revoke(given.operator(), :'one')).code,
    given.expired(:'two') \gset
select is(pg_temp.names(:'caller', status => s), wanted,
    'status: only those that are ' || s)
from (values ('Pending', 'three'), ('Revoked', 'one'), ('Expired', 'two'),
    ('Completed', null), ('Declined', null)) v (s, wanted);
select is(pg_temp.names(:'caller', :'deli', 'Revoked'), null,
    'filters go together');

select * from finish();
