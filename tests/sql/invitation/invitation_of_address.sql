-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Acme') as acme \gset
select given.organization('Bolt') as bolt \gset
select id as first from given.invitation(:'acme', 'a@example.com') \gset
select id as other from given.invitation(:'acme', 'b@example.com') \gset
select id as second from given.invitation(:'bolt', 'a@example.com') \gset
-- A second recipient with the address: it is one invitation all the same.
insert into recipient (organization_id, id, invitation_id, email, email_key)
values (:'acme', uuid_v7(), :'first', 'A@example.com', 'a@example.com');

select is(array(select i.id from invitation_of_address(null, 'a@example.com')
    i order by i.id), array[:'first', :'second']::uuid[],
    'of all organizations, each invitation once');
select is(array(select i.id from invitation_of_address(array[:'acme']::uuid[],
    'a@example.com') i), array[:'first']::uuid[], 'of one of them');
select is(array(select i.id from invitation_of_address('{}',
    'a@example.com') i), '{}', 'of none of them');
select is(array(select i.id from invitation_of_address(null,
    'nobody@example.com') i), '{}', 'for nobody none');

select * from finish();
