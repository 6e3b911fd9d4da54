-- SPDX-License-Identifier: MIT
select plan(5);

select given.company() as water \gset
select id as connection from given.utility_connection(:'water') \gset
create function pg_temp.tell(
    i invitation, connection_id uuid, answers json, sealed json
) returns text
language plpgsql as $$
begin
    delete from event;
    perform contributor_tell(i, c, given.filled(
        given.link(i.id, 'returned'), answers, sealed => sealed))
    from utility_connection c where c.id = connection_id;
    return (select string_agg(concat_ws(' ', type, invitation_id = i.id,
            actor = 'link:' || (given.link(i.id, 'returned')).id,
            data->>'connectionId' = connection_id::text, data->'members'),
            ', ' order by e.id)
        from event e where request_id
            = '00000000-0000-0000-0000-000000000001');
end
$$;
select is(pg_temp.tell(given.contributors(:'water'), :'connection',
        '{"url": "https://a.example"}', given.sealed()),
    'invitation.accepted t t t, connection.created t t t '
    '["url","username","password"]', 'a use, and what it made');
select is(data::text ~ '736563726574|a.example', false, 'not what was said')
from event where type = 'connection.created';
select is(pg_temp.tell(given.editors(:'connection'), :'connection',
        '{"siteIds": [], "url": "https://a.example"}',
        given.sealed(password => null)),
    'invitation.accepted t t t, connection.updated t t t '
    '["siteIds","url","username"]', 'or what it edited');
select is(pg_temp.tell(given.editors(:'connection'), :'connection', '{}',
        given.sealed(null)), 'invitation.accepted t t t, '
    'connection.updated t t t ["password"]', 'a password alone');
select is(pg_temp.tell(given.editors(:'connection'), :'connection',
        '{"accountNumber": "7"}', null), 'invitation.accepted t t t, '
    'connection.updated t t t ["accountNumber"]', 'or none');

select * from finish();
