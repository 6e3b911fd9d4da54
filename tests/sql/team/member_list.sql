-- SPDX-License-Identifier: MIT
select plan(14);

select given.organization('Acme') as acme,
    given.organization('Bolt') as bolt,
    given.organization('Water', kind => 'company') as water \gset
select given.caller(:'acme', 'invitations:read') as caller,
    given.caller(:'water', 'invitations:read') as water_key \gset
select id as one from given.member(:'acme', 'one@example.com') \gset
select id as two from given.member(:'acme', 'two@example.com') \gset
select id as three from given.member(:'acme', 'three@example.com') \gset
select given.member(:'bolt', 'four@example.com');
select given.team_invitation(:'acme', 'five@example.com');
create function pg_temp.addresses(
    organization_id uuid, caller json, page_after uuid default null,
    page_limit integer default 10
) returns text
language plpgsql as $$
begin
    return (select string_agg(split_part(m->>'email', '@', 1), ' ')
        from json_array_elements((member_list(organization_id, caller,
            page_after, page_limit)).body) m);
end
$$;
select given.guards(format('member_list(%L, $1, null, 10)', :'acme'));
select is((member_list(:'water', :'water_key', null, 10)).code, 'not_found',
    'what is no business has no team');
select is(pg_temp.addresses(:'acme', :'caller'), 'three two one',
    'the members, newest first, and nobody who is only invited');
select is((member_list(:'acme', :'caller', null, 1)).body->>0,
        member_json(m)::text, 'each as member_json shows one')
from member m where m.id = :'three';
select is(pg_temp.addresses(:'acme', :'caller', null, 2), 'three two',
    'a page has page_limit items');
select is((member_list(:'acme', :'caller', null, 2)).next_cursor,
    :'two'::uuid, 'and its last as cursor');
select is(pg_temp.addresses(:'acme', :'caller', :'two', 2), 'one',
    'the next goes on behind it');
select is((member_list(:'acme', :'caller', :'two', 2)).next_cursor, null,
    'to the end');
update member set removed_at = now(), password_hash = null
where id = :'two';
select is(pg_temp.addresses(:'acme', :'caller'), 'three one',
    'who was removed is not there');
update member set removed_at = now(), password_hash = null;
select is((member_list(:'acme', :'caller', null, 2)).body::text, '[]',
    'an empty team is an empty list');

select * from finish();
