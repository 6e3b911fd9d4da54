-- SPDX-License-Identifier: MIT
select plan(19);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water,
    given.organization('Gas', :'root', kind => 'company') as gas \gset
select given.caller(:'root', 'invitations:read') as caller \gset
select id as connection from given.utility_connection(:'gas') \gset
select id as one from given.contributors(:'water', '{one@x.example}') \gset
select id as two from given.contributors(:'water', '{two@x.example}') \gset
select id as three from given.contributors(:'water', '{three@x.example}', 1)
\gset
create function pg_temp.names(
    organization_id uuid, caller json, status text default null,
    type text default null, page_after uuid default null,
    page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(coalesce(split_part(
            i->'allowedEmails'->>0, '@', 1), i->>'invitationType'), ' ')
        from json_array_elements((contributor_invitation_list(
            organization_id, caller, status, type, page_after, page_limit))
            .body->'data') i);
end
$$;
select given.guards(format('contributor_invitation_list(%L, $1, null, null, '
    'null, 10)', :'water'));
select is((contributor_invitation_list(:'acme', :'caller', null, null, null,
    10)).code, 'not_found', 'what is no company has sent none');
select is(pg_temp.names(:'water', :'caller'), 'three two one',
    'what a company has sent, newest first');
select (invitation_revoke(given.operator(), :'one')).code,
    given.expired(:'two') \gset
select is(pg_temp.names(:'water', :'caller', s), wanted,
    'status: only those that are ' || s)
from (values ('ACTIVE', 'three'), ('REVOKED', 'one'), ('EXPIRED', 'two'),
    ('FULFILLED', null), ('pending', null)) v (s, wanted);
update invitation set use_count = 1 where id = :'three';
select is(pg_temp.names(:'water', :'caller', 'FULFILLED'), 'three',
    'status: only those that are used up');
select (given.editors(:'connection')).id as edit \gset
select is(pg_temp.names(:'gas', :'caller', type => 'EDIT_CONNECTION'),
    'EDIT_CONNECTION', 'type: only those to edit');
select is(pg_temp.names(:'gas', :'caller', type => 'CREATE_CONNECTION'),
    'CREATE_CONNECTION', 'or those to make one');
select is(pg_temp.names(:'gas', :'caller', 'REVOKED', 'EDIT_CONNECTION'),
    null, 'filters go together');
select is(pg_temp.names(:'water', :'caller', page_limit => 2), 'three two',
    'a page has page_limit items');
select is((contributor_invitation_list(:'water', :'caller', null, null,
    null, 2)).next_cursor, :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'water', :'caller', page_after => :'two',
    page_limit => 2), 'one', 'the next page goes on behind it');

select * from finish();
