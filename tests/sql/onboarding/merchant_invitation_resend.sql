-- SPDX-License-Identifier: MIT
select plan(25);

select given.organization('Root') as root \gset
select given.organization('Shop', :'root', kind => 'merchant') as shop,
    given.organization('Acme', :'root') as acme \gset
select given.caller(:'root') as caller \gset
select id from given.merchant_invitation(:'shop') \gset
select id as other from given.invitation(:'acme') \gset
create function pg_temp.resend(
    caller json, id uuid, rotate boolean default null,
    sms_gateway text default null, address_per_hour integer default 5
) returns reply
language sql as $$
    select merchant_invitation_resend(caller, given.links(1), '{1}', 60,
        address_per_hour, sms_gateway, id, rotate)
$$;
select given.guards(format('pg_temp.resend($1, %L)', :'id'));
select given.state() as before \gset
select is((pg_temp.resend(:'caller', :'other')).code, 'not_found',
        'one of another family is unknown here'),
    is((pg_temp.resend(:'caller', gen_random_uuid())).code, 'not_found',
        'as is what is not there'),
    is(given.state(), :'before', 'and nothing is written');
select body from pg_temp.resend(:'caller', :'id', true) \gset
select is(:'body'::json::text, merchant_invitation_json(i)::text,
        'an invitation is answered as it is now, without its token'),
    isnt(:'body'::json->>'resentAt', null, 'resent')
from invitation i where i.id = :'id';
select is(string_agg(purpose || (replaced_at is null), ' ' order by id),
    'onlyfalse onlytrue', 'its link was replaced as asked')
from link where invitation_id = :'id';
select is(email, 'Mara@Example.com', 'and is mailed'),
    is(link_id, (given.link(:'id', 'only')).id, 'the one that lives')
from outbox where invitation_id = :'id' and state = 'queued';
select code, body from pg_temp.resend(:'caller', :'id') \gset
select is(:'code'::text, 'too_many', 'what is refused is said'),
    is(:'body'::json->>'retryAfter', '60', 'with all that belongs to it');

-- By telephone.
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 12 34 56') \gset
select is((pg_temp.resend(:'caller', :'phoned')).body->'delivery'->>'state',
    'none', 'without a gateway the caller delivers again');
update invitation set resent_at = null;
select is((pg_temp.resend(:'caller', :'phoned', sms_gateway => '%s@sms.de'))
    .body->'delivery'->>'state', 'queued',
    'with one, even if it was not there before, it goes out');
select is(string_agg(concat_ws(' ', kind, email, state), ', '), 'sms '
    '49170123456@sms.de queued', 'as a text message')
from outbox where invitation_id = :'phoned';
select is(cardinality(sent_at), 1, 'which counts against the telephone')
from address_limit where email_key = 'tel:49170123456';
update invitation set resent_at = null;
select is((pg_temp.resend(:'caller', :'phoned', sms_gateway => '%s@sms.de',
    address_per_hour => 1)).code, 'too_many', 'as mails do against theirs');
select given.expired(:'phoned');
select id as rival from given.merchant_invitation(:'shop', null,
    '49 170 123456') \gset
select is((pg_temp.resend(:'caller', :'phoned')).code,
    'invitation_already_pending', 'another to the telephone has its place');
select (merchant_invitation_revoke(:'caller', :'rival')).code \gset
select is((pg_temp.resend(:'caller', :'phoned')).body->>'status', 'Pending',
    'once that is gone an expired one lives again');
update invitation set resent_at = null;
select given.state() as before \gset
select code, body from pg_temp.resend(:'caller', :'phoned', true) \gset
select is(:'code'::text, 'invalid_fields',
        'a new link that no mail can bring is not made'),
    is(:'body'::json->'errors'->0->>'pointer', '#/rotate', 'rotate is wrong'),
    is(given.state(), :'before', 'and nothing is written');

select * from finish();
