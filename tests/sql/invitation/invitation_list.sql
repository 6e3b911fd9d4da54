-- SPDX-License-Identifier: MIT
select plan(22);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Other') as other \gset
select given.caller(:'root', 'invitations:read') as caller,
    given.caller(:'acme', 'invitations:read') as lesser \gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
select id as two from given.invitation(:'bolt', 'two@example.com') \gset
select id as three from given.invitation(:'acme', 'three@example.com') \gset
select id as four from given.invitation(:'other', 'four@example.com') \gset

create function pg_temp.names(
    caller json, organization_id uuid default null, kind text default null,
    status text default null, email_key text default null,
    page_after uuid default null, page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(split_part(i->>'email', '@', 1), ' ')
        from json_array_elements((invitation_list(organization_id, caller,
            kind, status, email_key, page_after, page_limit)).body->'data') i);
end
$$;
select given.guards('invitation_list(null, $1, null, null, null, null, 10)',
    null);

select is(pg_temp.names(:'caller'), 'three two one',
    'what the caller''s organization and all below have sent, newest first');
select is(pg_temp.names(:'lesser'), 'three one', 'not what others have');
select is(pg_temp.names(given.operator()), 'four three two one',
    'at the command line all');
select is(pg_temp.names(:'caller', :'bolt'), 'two',
    'organizationId: only what that one has sent');
select is(pg_temp.names(:'caller', :'other'), null,
    'which is nothing, if it is none of the caller''s');
select is(pg_temp.names(:'caller', kind => 'connections'), 'three two one',
    'kind: only that family''s');
select is(pg_temp.names(:'caller', kind => 'team'), null,
    'which may have none');
select is(pg_temp.names(:'caller', email_key => 'one@example.com'), 'one',
    'email: only to that address');
select is(pg_temp.names(:'caller', email_key => 'ne@example.com'), null,
    'the whole of it');

select (invitation_revoke(given.operator(), :'two')).code,
    given.expired(:'three') \gset
select is(pg_temp.names(:'caller', status => 'pending'), 'one',
    'status: those that are pending'),
    is(pg_temp.names(:'caller', status => 'revoked'), 'two', 'revoked'),
    is(pg_temp.names(:'caller', status => 'expired'), 'three',
        'or expired, to the moment'),
    is(pg_temp.names(:'caller', status => 'accepted'), null,
        'which may be none');
select is(pg_temp.names(:'caller', :'acme', status => 'pending',
    email_key => 'one@example.com'), 'one', 'filters go together');

select is(pg_temp.names(:'caller', page_limit => 2), 'three two',
    'a page has page_limit items');
select is((invitation_list(null, :'caller', null, null, null, null, 2))
    .next_cursor, :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'caller', page_limit => 2, page_after => :'two'),
    'one', 'the next page goes on behind it');

select * from finish();
