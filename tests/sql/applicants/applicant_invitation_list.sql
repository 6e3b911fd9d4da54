-- SPDX-License-Identifier: MIT
select plan(17);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id as one from given.applicants(:'acme', '{one@example.com}') \gset
select id as two from given.applicants(:'acme', '{two@example.com}') \gset
select id as three from given.applicants(:'acme', '{three@example.com}')
\gset
select id as four from given.applicants(:'other', '{four@example.com}') \gset
create function pg_temp.names(
    organization_id uuid, caller json, status text default null,
    page_after uuid default null, page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(split_part(
            i->'applicants'->0->>'email', '@', 1), ' ')
        from json_array_elements((applicant_invitation_list(organization_id,
            caller, status, page_after, page_limit)).body->'data') i);
end
$$;
select given.guards(format('applicant_invitation_list(%L, $1, null, null, '
    '10)', :'acme'));
select is((applicant_invitation_list(:'firm', :'caller', null, null, 10))
    .code, 'not_found', 'what is no customer has sent none');
select is(pg_temp.names(:'acme', :'caller'), 'three two one',
    'what a customer has sent, newest first');
select (invitation_revoke(given.operator(), :'one')).code,
    given.expired(:'two') \gset
select is(pg_temp.names(:'acme', :'caller', s), wanted,
    'status: only those that are ' || s)
from (values ('pending', 'three'), ('revoked', 'one'), ('expired', 'two'),
    ('accepted', null), ('declined', null)) v (s, wanted);
update invitation set state = 'rejected' where id = :'two';
select is(pg_temp.names(:'acme', :'caller', 'declined'), 'two',
    'a rejected one is declined');
select is(pg_temp.names(:'acme', :'caller', page_limit => 2), 'three two',
    'a page has page_limit items');
select is((applicant_invitation_list(:'acme', :'caller', null, null, 2))
    .next_cursor, :'two'::uuid, 'and the last as its cursor');
select is(pg_temp.names(:'acme', :'caller', page_after => :'two'), 'one',
    'the next page goes on behind it');
update invitation set kind = 'team' where id = :'one';
select is(pg_temp.names(:'acme', :'caller'), 'three two',
    'those of another family are not here');

select * from finish();
