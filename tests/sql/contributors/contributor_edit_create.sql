-- SPDX-License-Identifier: MIT
select plan(15);

select given.organization('Root') as root \gset
select given.organization('Water', :'root', kind => 'company') as water
\gset
select given.caller(:'root') as caller \gset
select id as connection from given.utility_connection(:'water') \gset
create function pg_temp.invite(
    connection_id uuid, caller json, redirect_url text default null
) returns reply
language sql as $$
    select contributor_edit_create(caller, given.links(2), 5, connection_id,
        '{a@x.example}', '{a@x.example}', 60, 3, true, 'Jane', 'Hello', 'de',
        redirect_url)
$$;
select given.guards(format('pg_temp.invite(%L, $1)', :'connection'));
select given.state() as before \gset
select is((pg_temp.invite(gen_random_uuid(), :'caller')).code, 'not_found',
        'an unknown connection is not edited'),
    is((pg_temp.invite(:'connection', :'caller', 'https://a.example')).code,
        'invalid_fields', 'what cannot be invited is refused'),
    is(given.state(), :'before', 'and nothing is written');
select id, body from pg_temp.invite(:'connection', :'caller') \gset
select is(:'body'::json::text, contributor_invitation_json(i,
        given.authority(:'caller'))::text, 'the invitation is answered'),
    is(i.connection_id, :'connection', 'it is to edit the connection'),
    is(i.organization_id, :'water', 'of its company'),
    is(i.expires_at - i.created_at, '60 seconds', 'for a time'),
    is(i.max_uses, 3, 'so often'),
    is(row(i.inviter_name, i.message, i.locale)::text, '(Jane,Hello,de)',
        'it keeps who invites'),
    is((select count(*)::int from outbox where invitation_id = :'id'), 1,
        'and is mailed')
from invitation i where id = :'id';

select * from finish();
