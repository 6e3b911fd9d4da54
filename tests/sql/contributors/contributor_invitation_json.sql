-- SPDX-License-Identifier: MIT
select plan(12);

select given.company() as water \gset
select given.caller(:'water') as writer,
    given.caller(:'water', 'invitations:read', '{invitations:read}')
        as reader \gset
create function pg_temp.shown(id uuid, caller json) returns json
language plpgsql as $$
begin
    return (select contributor_invitation_json(i, given.authority(caller))
        from invitation i where i.id = shown.id);
end
$$;
select id, created_at, expires_at from given.contributors(:'water',
    '{B@example.com,a@example.com}', 3,
    prefill => '{"country": "AT", "url": "https://power.example"}',
    lifetime => '1 hour') \gset
select is(pg_temp.shown(:'id', :'writer')::text, json_build_object('id',
        :'id', 'token', link_mark('link', l), 'invitationType',
        'CREATE_CONNECTION', 'status', 'ACTIVE', 'invitationUrl',
        link_mark('url', l), 'companyId', :'water', 'connectionId', null,
        'allowedEmails', '{B@example.com,a@example.com}'::text[],
        'expiresAt', wire_time(:'expires_at'), 'maxUses', 3, 'useCount', 0,
        'createdAt', wire_time(:'created_at'), 'prefill',
        '{"url":"https://power.example","country":"AT"}'::json,
        'createdConnections', '{}'::json[])::text,
    'the document''s members, as it has them')
from given.link(:'id', 'returned') l;
select is(concat_ws(' ', j->'token', j->'invitationUrl'), 'null null',
    'a key that may only read sees neither token nor URL')
from pg_temp.shown(:'id', :'reader') j;

select (contributor_door_accept(given.filled(given.link(:'id', 'returned'),
    '{}', proof_hash => given.proof(given.link(:'id', 'returned'),
        'a@example.com')))).id as made \gset
select is(j->>'useCount', '1', 'uses are counted'),
    is(j->'createdConnections'->>0, utility_connection_brief(c)::text,
        'what they made is listed')
from pg_temp.shown(:'id', :'writer') j, utility_connection c
where c.id = :'made';
update invitation set use_count = 3 where id = :'id';
select is(pg_temp.shown(:'id', :'writer')->>'status', 'FULFILLED',
    'with all uses gone it is fulfilled');
update invitation set use_count = 2 where id = :'id';
select given.expired(:'id');
select is(pg_temp.shown(:'id', :'writer')->>'status', 'EXPIRED',
    'past its time it is expired');
update invitation set state = 'revoked' where id = :'id';
select is(pg_temp.shown(:'id', :'writer')->>'status', 'REVOKED',
        'revoked it is that'),
    is(json_array_length(pg_temp.shown(:'id', :'writer')
        ->'createdConnections'), 1, 'and still lists what it made');

select id as edit from given.editors(:'made') \gset
select is(concat_ws(' ', j->>'invitationType', j->>'connectionId',
        j->>'prefill', j->>'createdConnections', j->>'allowedEmails'),
        'EDIT_CONNECTION ' || :'made' || ' {} [] []',
        'one to edit names its connection, and has none made'),
    is(concat_ws(' ', j->'expiresAt', j->'maxUses'), 'null null',
        'one without end or count says so'),
    is(j->>'companyId', :'water', 'it belongs to the company')
from pg_temp.shown(:'edit', :'writer') j;
select id as old from given.link(:'edit', 'returned') \gset
select link_rotate(i, given.links()) from invitation i where id = :'edit';
select is(j->>'token' like '%' || l.id || '%' and l.id <> :'old', true,
    'after a rotation it is the new link')
from pg_temp.shown(:'edit', :'writer') j, given.link(:'edit', 'returned') l;

select * from finish();
