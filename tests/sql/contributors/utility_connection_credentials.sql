-- SPDX-License-Identifier: MIT
select plan(16);

select given.organization('Root') as root \gset
select given.organization('Water', :'root', kind => 'company') as water
\gset
select given.caller(:'root', 'credentials:read') as caller \gset
select id from given.utility_connection(:'water',
    sealed => given.sealed('jane', 'secret', 3)) \gset
select given.guards(format('utility_connection_credentials($1, %L)', :'id'));
select body, r.id as about
from utility_connection_credentials(:'caller', :'id') r \gset
select is(:'body'::json->>'connectionId', :'id', 'whose they are is said'),
    is(:'body'::json->>'username', chr(1) || format(
        'credential 3 %s %s %s', :'water', :'id', encode('jane', 'hex')),
        'the user name is a mark'),
    is(:'body'::json->>'password', chr(1) || format(
        'credential 3 %s %s %s', :'water', :'id', encode('secret', 'hex')),
        'so is the password'),
    is(:'about', :'id'::text, 'and the answer is about it');
select is(e.type, 'credentials.read', 'it is on record'),
    is(e.organization_id, :'water', 'with the company'),
    is(e.actor, given.actor(:'caller'), 'who read'),
    is(e.data->>'connectionId', :'id', 'what'),
    is(e.data::text ~ 'secret|736563726574', false, 'and no more')
from given.last_event() e;
select (utility_connection_credentials(:'caller', :'id')).code;
select is((select count(*)::int from event where type = 'credentials.read'),
    2, 'each time');
select id as bare from given.utility_connection(:'water', sealed => null)
\gset
select is((utility_connection_credentials(:'caller', :'bare')).body::text,
    json_build_object('connectionId', :'bare', 'username', null,
        'password', null)::text, 'where there are none, none are given');

select * from finish();
