-- SPDX-License-Identifier: MIT
select plan(25);

select given.organization('Root') as root \gset
select given.organization('Water', :'root', kind => 'company') as water,
    given.organization('Gas', :'root', kind => 'company') as gas \gset
select given.caller(:'water') as caller, given.links(3)::text as links \gset
update organization set redirect_urls = '{https://a.example/}'
where id = :'water';
create function pg_temp.invite(
    organization_id uuid, caller json, emails text[] default null,
    is_mailed boolean default false, redirect_url text default null,
    address_per_hour integer default 5, links json default given.links(3)
) returns reply
language plpgsql as $$
declare
    v_new invitation;
begin
    v_new.organization_id := organization_id;
    v_new.lifetime := '90 seconds';
    v_new.max_uses := 7;
    v_new.inviter_name := 'Jane';
    v_new.message := 'Hello';
    v_new.locale := 'de';
    v_new.redirect_url := redirect_url;
    v_new.prefill := '{"country": "AT"}';
    return contributor_invite(v_new, given.authority(caller), links,
        address_per_hour, emails, (select array_agg(lower(e) order by n)
            from unnest(emails) with ordinality u (e, n)), is_mailed);
end
$$;

select given.state() as before \gset
select is(concat_ws(' ', r.code, r.body->'errors'->0->>'pointer',
        r.body->'errors'->0->>'code'),
        'invalid_fields #/redirectUrl not_allowed',
        'a way on must be registered'),
    is(given.state(), :'before', 'and nothing is written')
from pg_temp.invite(:'water', :'caller',
    redirect_url => 'https://b.example/') r;

select body, id, revision from pg_temp.invite(:'water', :'caller',
    redirect_url => 'https://a.example/', links => :'links') \gset
select is(:'body'::json::text, contributor_invitation_json(i,
        given.authority(:'caller'))::text, 'the invitation is answered'),
    is(:revision, 1, 'its first revision is 1'),
    is(i.kind, 'contributors', 'it is of this family'),
    is(row(i.organization_id, i.inviter_name, i.message, i.locale,
        i.redirect_url, i.max_uses, i.prefill)::text, format(
        '(%s,Jane,Hello,de,https://a.example/,7,"{""country"": ""AT""}")',
        :'water'), 'with all that was said'),
    is(i.expires_at - i.created_at, '90 seconds', 'for as long as was said')
from invitation i where id = :'id';
select is(string_agg(l.purpose || ' ' || (l.id::text =
        :'links'::json->0->>'id'), ', '), 'returned true',
    'one link, for the caller')
from link l where invitation_id = :'id';
select is((select count(*)::int from recipient where invitation_id = :'id'),
        0, 'nobody is listed'),
    is((select count(*)::int from outbox where invitation_id = :'id'), 0,
        'nothing is mailed'),
    is(given.events(:'id'), 'invitation.created', 'an event says so');

-- Listed, but not mailed.
select id from pg_temp.invite(:'water', :'caller', '{A@x.example}') \gset
select is((select string_agg(email, ' ') from recipient
        where invitation_id = :'id'), 'A@x.example', 'who may use it'),
    is((select string_agg(purpose, ' ') from link
        where invitation_id = :'id'), 'returned', 'by the one link'),
    is((select count(*)::int from outbox where invitation_id = :'id'), 0,
        'nothing is mailed'),
    is((select count(*)::int from address_limit
        where email_key = 'a@x.example'), 0, 'and nothing counted');

-- Mailed.
select id from pg_temp.invite(:'water', :'caller',
    '{A@x.example,b@x.example}', true) \gset
select is(string_agg(concat_ws(' ', o.email, o.state, l.purpose,
            r.email = o.email, r.delivery_state), ', ' order by o.email),
        'A@x.example queued mailed t queued, '
        'b@x.example queued mailed t queued',
        'each is mailed a link of their own')
from outbox o join link l on l.id = o.link_id
join recipient r on r.id = l.recipient_id where o.invitation_id = :'id';
select is(string_agg(concat_ws(' ', email_key, cardinality(sent_at),
        organization_id = :'root'), ', ' order by email_key),
    'a@x.example 1 t, b@x.example 1 t',
    'which counts within the topmost organization')
from address_limit;
select is((pg_temp.invite(:'water', :'caller', null, true)).code, null,
    'where nobody is listed there is nobody to mail');
select given.caller(:'root') as root_key \gset
select given.state('{address_limit}') as before \gset
select is(r.code, 'too_many', 'an address is mailed only so often'),
    is(r.body->>'retryAfter', '3600', 'when it may is said'),
    is(given.state('{address_limit}'), :'before', 'nothing is written')
from pg_temp.invite(:'gas', :'root_key',
    '{c@x.example,a@x.example}', true, address_per_hour => 1) r;
select is((pg_temp.invite(:'water', :'caller', '{a@x.example}',
    address_per_hour => 1)).code, null, 'unmailed it may be listed');
select is((pg_temp.invite(:'water', :'caller', '{c@x.example}', true,
        address_per_hour => 1)).code, null, 'and another mailed');
insert into suppression (organization_id, email_key)
values (:'water', 'd@x.example');
select id from pg_temp.invite(:'water', :'caller', '{d@x.example}', true)
\gset
select is(delivery_state, 'suppressed', 'who wants no mail gets none'),
    is((select count(*)::int from outbox where invitation_id = :'id'), 0,
        'though the invitation lives')
from recipient where invitation_id = :'id';

select * from finish();
