-- SPDX-License-Identifier: MIT
select plan(38);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Bolt', :'root', 'bolt@example.com') as bolt,
    given.organization('Cord', :'root') as cord,
    given.organization('Own', :'root', 'own@example.com',
        is_vouched => false) as own,
    given.organization('Water', :'root', 'water@example.com', 'company')
        as water \gset
select given.caller(:'bolt') as caller, given.caller(:'root') as root_key
\gset
create function pg_temp.reject(
    organization_id uuid, caller json, id uuid, l link default null,
    reason text default null
) returns reply
language plpgsql as $$
begin
    return connection_invitation_reject(organization_id, caller,
        l.organization_id, l.id, given.hash(l), id, reason);
end
$$;
select id from given.invitation(:'acme', 'bolt@example.com') \gset
select given.guards(format('pg_temp.reject(%L, $1, %L)', :'bolt', :'id'));

-- By the address.
select id as own_id from given.invitation(:'acme', 'own@example.com') \gset
select id as water_id from given.invitation(:'acme', 'water@example.com')
\gset
select given.state() as before \gset
select is((pg_temp.reject(:'bolt', :'caller', gen_random_uuid())).code,
        'not_found', 'what is not there is unknown'),
    is((pg_temp.reject(:'cord', :'root_key', :'id')).code, 'not_found',
        'what was mailed to another is not one''s own to reject'),
    is((pg_temp.reject(:'own', :'root_key', :'own_id')).code, 'not_found',
        'nor what was to an address that nobody vouches for'),
    is((pg_temp.reject(:'acme', :'root_key', :'id')).code, 'not_found',
        'nor what one has sent'),
    is((pg_temp.reject(:'water', :'root_key', :'water_id')).code,
        'not_found', 'nor by what is no business'),
    is(given.state(), :'before', 'and nothing is written');
select body, id as reply_id, revision from pg_temp.reject(:'bolt', :'caller',
    :'id', reason => 'No.') \gset
select is(:'body'::json::text, connection_received_json(i)::text,
        'it is answered as received'),
    is(:'body'::json->>'status', 'rejected', 'rejected'),
    is(:'reply_id', i.id::text, 'with its id'),
    is(:revision, i.revision, 'and revision'),
    is(i.rejected_by, 'organization:' || :'bolt', 'by the business'),
    is(i.reject_reason, 'No.', 'with its words')
from invitation i where id = :'id';
select is((e).type, 'invitation.rejected', 'an event says so'),
    is((e).organization_id, :'acme', 'to who invited'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).request_id::text, :'caller'::json->>'request_id',
        'for the request')
from given.last_event() e;
select given.state() as before \gset
select is((pg_temp.reject(:'bolt', :'caller', :'id')).body::text, :'body',
        'again, it is the same'),
    is((pg_temp.reject(:'bolt', :'caller', :'id', given.link(:'id'))).code,
        null, 'with the token too'),
    is(given.state(), :'before', 'and nothing is written');
select is((pg_temp.reject(:'cord', :'root_key', :'id', given.link(:'id')))
    .code, 'invitation_rejected', 'another with the token is told');

-- By the token.
select id from given.invitation(:'acme', 'stranger@example.com') \gset
select id as other from given.invitation(:'acme', 'other@example.com') \gset
select id as public from given.public_link(:'acme') \gset
select given.state() as before \gset
select is((pg_temp.reject(:'cord', :'root_key', :'other', given.link(:'id')))
        .code, 'not_found', 'a token of another invitation is none'),
    is((connection_invitation_reject(:'cord', :'root_key', :'acme',
        gen_random_uuid(), repeat('0', 64), :'id', null)).code, 'not_found',
        'nor is one never made'),
    is((select r.code from link l, pg_temp.reject(:'cord', :'root_key',
        :'id', l) r where l.id = :'public'), 'not_found',
        'nor one of a public link'),
    is((pg_temp.reject(:'acme', :'root_key', :'id', given.link(:'id'))).code,
        'own_invitation', 'nobody rejects their own'),
    is(given.state(), :'before', 'and nothing is written');
select is((pg_temp.reject(:'cord', :'root_key', :'id', given.link(:'id',
    'returned'))).body->>'status', 'rejected',
    'a business that was handed the token rejects by it');
select is((pg_temp.reject(:'bolt', :'caller', :'other')).code, 'not_found',
    'an id without address or token says nothing');

-- What has ended otherwise.
select id from given.invitation(:'acme', 'bolt@example.com') \gset
update invitation set state = 'revoked' where id = :'id';
select given.state() as before \gset
select is((pg_temp.reject(:'bolt', :'caller', :'id')).code,
        'invitation_state', 'a revoked one is not rejected'),
    is((pg_temp.reject(:'bolt', :'caller', :'id', given.link(:'id'))).code,
        'invitation_revoked', 'which a token says'),
    is(given.state(), :'before', 'and nothing is written');
update invitation set state = 'accepted', use_count = 1 where id = :'id';
select is((pg_temp.reject(:'bolt', :'caller', :'id')).code,
    'invitation_state', 'nor is an accepted one');
update invitation set state = 'pending', use_count = 0 where id = :'id';
select given.expired(:'id');
select is((pg_temp.reject(:'bolt', :'caller', :'id')).code,
        'invitation_state', 'nor an expired one'),
    is((pg_temp.reject(:'bolt', :'caller', :'id', given.link(:'id'))).code,
        'invitation_expired', 'which a token says');

select * from finish();
