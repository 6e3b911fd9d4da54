-- SPDX-License-Identifier: MIT
select plan(21);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
select id as two from given.invitation(:'acme', 'two@example.com') \gset
select id as three from given.invitation(:'acme', 'three@example.com') \gset
select id as four from given.invitation(:'bolt', 'four@example.com') \gset
create function pg_temp.names(
    organization_id uuid, caller json, status text default null,
    email_key text default null, page_after uuid default null,
    page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(split_part(i->>'email', '@', 1), ' ')
        from json_array_elements((connection_invitation_list(organization_id,
            caller, status, email_key, page_after, page_limit)).body
            ->'data') i);
end
$$;
select given.guards(format('connection_invitation_list(%L, $1, null, null, '
    'null, 10)', :'acme'));
select is((connection_invitation_list(:'water', :'caller', null, null, null,
    10)).code, 'not_found', 'what is no business has sent none');
select is(pg_temp.names(:'acme', :'caller'), 'three two one',
    'what a business has sent, newest first');
select is(pg_temp.names(:'root', :'caller'), null,
    'and not what those below have');
select is(pg_temp.names(:'acme', :'caller',
    email_key => 'two@example.com'), 'two', 'email: only to that address');
select (invitation_revoke(given.operator(), :'one')).code,
    given.expired(:'two') \gset
select is(pg_temp.names(:'acme', :'caller', s), wanted,
    'status: only those that are ' || s)
from (values ('pending', 'three'), ('cancelled', 'one'), ('expired', 'two'),
    ('accepted', null), ('rejected', null), ('revoked', null))
    v (s, wanted);
select is(pg_temp.names(:'acme', :'caller', 'pending', 'one@example.com'),
    null, 'filters go together');
select is((connection_invitation_list(:'acme', :'caller', null, null, null,
    1)).body->'data'->0->>'invitationUrl', null, 'none shows its URL');
select is(pg_temp.names(:'acme', :'caller', page_limit => 2), 'three two',
    'a page has page_limit items');
select is((connection_invitation_list(:'acme', :'caller', null, null, null,
    2)).next_cursor, :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'acme', :'caller', page_after => :'two',
    page_limit => 2), 'one', 'the next page goes on behind it');
update invitation set kind = 'team' where id = :'one';
select is(pg_temp.names(:'acme', :'caller'), 'three two',
    'those of another family are not here');

select * from finish();
