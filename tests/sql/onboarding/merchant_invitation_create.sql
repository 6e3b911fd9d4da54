-- SPDX-License-Identifier: MIT
select plan(55);

select given.organization('Root') as root \gset
select given.organization('Shop', :'root', kind => 'merchant') as shop,
    given.organization('Deli', :'root', kind => 'merchant') as deli,
    given.organization('Acme', :'root') as acme,
    given.organization('Alien', kind => 'merchant') as alien \gset
select given.caller(:'shop') as caller, given.caller(:'root') as root_key,
    given.links(1) as links \gset
update organization set redirect_urls = '{https://a.example/}'
where id = :'shop';
create function pg_temp.invite(
    organization_id uuid, caller json, email text default 'Mara@Example.com',
    phone text default null, sms_gateway text default null,
    expires_in_days integer default null, address_per_hour integer default 5,
    redirect_url text default null, links json default given.links(1)
) returns reply
language sql as $$
    select merchant_invitation_create(organization_id, caller, links,
        address_per_hour, sms_gateway, 'Mara', 'Moss', email, lower(email),
        phone, expires_in_days, 'Jane', 'Hello', 'de', redirect_url)
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    -- Which outcome or field is wrong, and how.
    select concat_ws(' ', r.code, r.body->>'outcome',
        r.body->'errors'->0->>'pointer', r.body->'errors'->0->>'code')
$$;
select given.guards(format('pg_temp.invite(%L, $1)', :'shop'));
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.invite(:'alien', :'caller')),
        'not_found MerchantNotFound', 'another''s merchant is unknown'),
    is(pg_temp.wrong(pg_temp.invite(:'acme', :'root_key')),
        'not_found MerchantNotFound', 'what is no merchant is none'),
    is(pg_temp.wrong(pg_temp.invite(gen_random_uuid(), :'caller')),
        'not_found MerchantNotFound', 'nor is what is not there'),
    is(pg_temp.wrong(pg_temp.invite(:'shop', :'caller', null)),
        'invalid_fields NoDeliveryChannel #/email required',
        'there must be an address or a telephone'),
    is(pg_temp.wrong(pg_temp.invite(:'shop', :'caller', null, '')),
        'invalid_fields NoDeliveryChannel #/email required',
        'an empty one is none'),
    is(pg_temp.wrong(pg_temp.invite(:'alien', :'caller', null)),
        'invalid_fields NoDeliveryChannel #/email required',
        'a field is wrong before an id is unknown'),
    is((pg_temp.invite(:'shop', given.nobody(), null)).code, 'key_invalid',
        'and a key before that'),
    is(pg_temp.wrong(pg_temp.invite(:'shop', :'caller',
        redirect_url => 'https://b.example/')),
        'invalid_fields #/redirectUrl not_allowed',
        'a way on must be registered'),
    is(given.state(), :'before', 'and nothing is written');

select body, id from pg_temp.invite(:'shop', :'caller',
    phone => '+49 170 1', sms_gateway => '%s@sms.de',
    redirect_url => 'https://a.example/', links => :'links') \gset
select is(array(select json_object_keys(:'body'::json)),
        '{outcome,invitationId,token,invitationUrl,expiresAt,email,phone}',
        'its members are those of the contract'),
    is(:'body'::json->>'outcome', 'Ok', 'it is well'),
    is(:'body'::json->>'invitationId', :'id', 'the id is answered'),
    is(:'body'::json->>'token', chr(1) || format('link 1 %s %s %s', :'shop',
        :'links'::json->0->>'id', :'links'::json->0->>'salt'),
        'the token, as a mark'),
    is(:'body'::json->>'invitationUrl', chr(1) || format('url 1 %s %s %s',
        :'shop', :'links'::json->0->>'id', :'links'::json->0->>'salt'),
        'and its URL'),
    is(:'body'::json->>'email', 'Mara@Example.com', 'the address'),
    is(:'body'::json->>'phone', '+49 170 1', 'and the telephone, as typed'),
    is(:'body'::json->>'expiresAt', wire_time(i.expires_at), 'the end'),
    is(row(i.kind, i.organization_id, i.inviter_name, i.message, i.locale,
        i.redirect_url, i.max_uses)::text, format('(onboarding,%s,Jane,'
        'Hello,de,https://a.example/,1)', :'shop'),
        'what was said is written'),
    is(i.expires_at, i.created_at + interval '336 hours',
        'it lives fourteen days')
from invitation i where id = :'id';
select is(row(first_name, last_name, email, email_key, phone, target,
        is_live, delivery_state)::text, '(Mara,Moss,Mara@Example.com,'
        'mara@example.com,"+49 170 1",onboarding:mara@example.com,t,queued)',
        'the contact is its recipient')
from recipient where invitation_id = :'id';
select is(string_agg(concat_ws(' ', purpose, recipient_id is not null), ','),
    'only t', 'one link is returned and mailed')
from link where invitation_id = :'id';
select is(string_agg(concat_ws(' ', kind, email, link_id
        = (:'links'::json->0->>'id')::uuid, state), ', '),
    'invitation Mara@Example.com t queued',
    'with both, the mail goes to the address alone')
from outbox where invitation_id = :'id';
select is(given.events(:'id'), 'invitation.created', 'an event says so');
select is(string_agg(concat_ws(' ', organization_id = :'root', email_key,
        cardinality(sent_at)), ', '), 't mara@example.com 1',
    'the mail counts within the topmost organization') from address_limit;

-- One live invitation.
select given.state() as before \gset
select code, body from pg_temp.invite(:'shop', :'caller',
    'MARA@example.com', '+1') \gset
select is(:'code'::text, 'invitation_already_pending',
        'a second to the same address is refused'),
    is(:'body'::json->>'existingId', :'id', 'and told of the first'),
    is(given.state(), :'before', 'nothing is written');
select is((pg_temp.invite(:'shop', :'caller', 'mara+1@example.com',
        '+49 170 1')).code, null, 'another address is another'),
    is((pg_temp.invite(:'deli', :'root_key')).code, null,
        'and so is another merchant'),
    is((pg_temp.invite(:'shop', :'caller', null, '+49 170 1')).code, null,
        'and so is the telephone alone');
select is((pg_temp.invite(:'shop', :'caller', null, '49-170-1')).code,
        'invitation_already_pending', 'whose digits count alone'),
    is((pg_temp.invite(:'shop', :'caller', null, 'example')).code, null,
        'one without digits is another'),
    is((pg_temp.invite(:'shop', :'caller', null, 'example')).code,
        'invitation_already_pending', 'and counts as it is'),
    is((pg_temp.invite(:'shop', :'caller', null, 'sample')).code, null,
        'so that not all of these are one');
select given.expired(:'id');
select is((pg_temp.invite(:'shop', :'caller')).code, null,
    'an expired one makes room');
select is(state, 'expired', 'and is stored as such')
from invitation where id = :'id';
create function pg_temp.invite_after(
    organization_id uuid, caller json, state text
) returns text
language plpgsql as $$
declare
    v_address text := state || '@example.com';
    v_id uuid := (given.merchant_invitation(organization_id, v_address)).id;
begin
    perform invitation_end(organization_id, v_id, state);
    return (pg_temp.invite(organization_id, caller, v_address)).code;
end
$$;
select is(pg_temp.invite_after(:'shop', :'caller', s), null,
    'one that was ' || s || ' blocks nothing')
from unnest('{accepted,rejected,revoked}'::text[]) s;

-- By telephone.
create function pg_temp.sent(r reply) returns text
language sql as $$
    select concat_ws(' ', t.delivery_state, o.kind, o.email)
    from recipient t left join outbox o on o.recipient_id = t.id
    where t.invitation_id = r.id
$$;
select is(pg_temp.sent(pg_temp.invite(:'shop', :'caller', null,
        '+49 (171) 123-456', '%s@sms.de')),
        'queued sms 49171123456@sms.de', 'the gateway gets the digits'),
    is(pg_temp.sent(pg_temp.invite(:'shop', :'caller', null, '+49 172 123')),
        'none', 'without a gateway the caller delivers'),
    is(pg_temp.sent(pg_temp.invite(:'shop', :'caller', null, '0172 1234',
        '%s@sms.de')), 'none', 'as where no gateway knows the number');
select is(string_agg(concat_ws(' ', email_key, cardinality(sent_at)), ', '),
    'tel:49171123456 1', 'a text message counts, what is not sent does not')
from address_limit where email_key ~ '^tel:' and sent_at <> '{}';
select is((pg_temp.invite(:'deli', :'root_key', null, '+49171123456',
        '%s@sms.de', address_per_hour => 1)).code, 'too_many',
        'so many go to one telephone in an hour'),
    is((pg_temp.invite(:'shop', :'caller', null, '+49171123456', '%s@sms.de',
        address_per_hour => 1)).code, 'invitation_already_pending',
        'that one is pending is said first'),
    is((pg_temp.invite(:'deli', :'root_key', null, '+49171123456',
        address_per_hour => 1)).code, null,
        'but the caller may deliver as many as he likes');

-- The rest.
select code, body from pg_temp.invite(:'deli', :'root_key',
    'mara+1@example.com', address_per_hour => 1) \gset
select is(:'code'::text, 'too_many', 'and so many to one address'),
    is(:'body'::json->>'retryAfter', '3600', 'in an hour');
select id from pg_temp.invite(:'shop', :'caller', 'long@example.com',
    expires_in_days => 90) \gset
select is(expires_at, created_at + interval '2160 hours',
    'it may live 90 days')
from invitation where id = :'id';
insert into suppression (organization_id, email_key)
values (:'shop', 'quiet@example.com');
select is(pg_temp.sent(pg_temp.invite(:'shop', :'caller',
    'Quiet@example.com')), 'suppressed', 'who wants no mail gets none');

select * from finish();
