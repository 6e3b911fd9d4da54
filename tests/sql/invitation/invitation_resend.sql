-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme \gset
select given.caller(:'root') as caller \gset
select id from given.invitation(:'acme') \gset
create function pg_temp.resend(
    caller json, id uuid, rotate boolean default null
) returns reply
language sql as $$
    select invitation_resend(caller, given.links(), '{1}', 60, 2, id, rotate)
$$;
select given.guards(format('pg_temp.resend($1, %L)', :'id'));
select is((pg_temp.resend(:'caller', gen_random_uuid())).code, 'not_found',
    'what is not there is unknown');
select body, id as reply_id, revision from pg_temp.resend(:'caller', :'id')
\gset
select is(:'body'::json::text, invitation_json(i)::text,
        'the invitation is answered as it is now'),
    isnt(:'body'::json->>'resentAt', null, 'resent'),
    is(:'reply_id', i.id::text, 'with its id'),
    is(:revision, 2, 'and its new revision')
from invitation i where id = :'id';
select code, body from pg_temp.resend(:'caller', :'id') \gset
select is(:'code'::text, 'too_many', 'what is refused is said'),
    is(:'body'::json->>'retryAfter', '60', 'with all that belongs to it');

select given.organization('Shop', :'root', kind => 'merchant') as shop \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 1234') \gset
select is((invitation_resend(:'caller', given.links(), '{1}', 60, 2,
    :'phoned', null, '%s@sms.example')).body->'delivery'->>'state', 'queued',
    'one to a telephone goes by the gateway');

select * from finish();
