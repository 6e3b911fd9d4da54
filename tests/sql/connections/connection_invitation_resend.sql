-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root') as bolt,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root') as caller \gset
select id from given.invitation(:'acme') \gset
create function pg_temp.resend(
    organization_id uuid, caller json, id uuid, rotate boolean default null
) returns reply
language sql as $$
    select connection_invitation_resend(organization_id, caller,
        given.links(), '{1}', 60, 5, id, rotate)
$$;
select given.guards(format('pg_temp.resend(%L, $1, %L)', :'acme', :'id'));
select is((pg_temp.resend(:'bolt', :'caller', :'id')).code, 'not_found',
    'another''s invitation is unknown');
select is((pg_temp.resend(:'water', :'caller', :'id')).code, 'not_found',
    'to what is no business all are');
select body, id as reply_id, revision
from pg_temp.resend(:'acme', :'caller', :'id', true) \gset
select is(:'body'::json::text, connection_invitation_json(i)::text,
        'an invitation is answered as it is now, without its URL'),
    isnt(:'body'::json->>'resentAt', null, 'resent'),
    is(:revision, 2, 'with its new revision'),
    is((select count(*)::int from link l where l.invitation_id = i.id), 4,
        'its links were replaced as asked')
from invitation i where id = :'id';
select code, body from pg_temp.resend(:'acme', :'caller', :'id') \gset
select is(:'code'::text, 'too_many', 'what is refused is said'),
    is(:'body'::json->>'retryAfter', '60', 'with all that belongs to it');

select * from finish();
