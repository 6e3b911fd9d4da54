-- SPDX-License-Identifier: MIT
select plan(20);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id from given.invitation(:'acme', 'Bolt@Example.com') \gset
select id as link, encode(unsubscribe_hash, 'hex') as hash,
    given.hash(l) as link_hash from given.link(:'id') l \gset
select id as returned, encode(unsubscribe_hash, 'hex') as returned_hash
from given.link(:'id', 'returned') l \gset
create function pg_temp.unsubscribe(
    organization_id uuid, id uuid, hash text, is_final boolean default true
) returns reply
language plpgsql as $$
begin
    return link_unsubscribe(organization_id,
        '{"request_id": "00000000-0000-0000-0000-000000000001"}', id, hash,
        is_final);
end
$$;
update organization set brand_color = '#0a7f5c', locale = 'fr'
where id = :'acme';
update invitation set locale = 'de' where id = :'id';
select given.state() as before \gset
select is((pg_temp.unsubscribe(:'acme', :'link', repeat('0', 64))).code,
        'not_found', 'a token never made is unknown'),
    is((pg_temp.unsubscribe(:'acme', :'link', :'link_hash')).code,
        'not_found', 'so is the one that opens the invitation'),
    is((pg_temp.unsubscribe(:'acme', :'returned', :'returned_hash')).code,
        'not_found', 'a link that was never mailed has no say'),
    is((pg_temp.unsubscribe(:'bolt', :'link', :'hash')).code,
        'not_found', 'nor has one under another organization'),
    is((pg_temp.unsubscribe(:'acme', :'link', :'hash', false)).body::jsonb,
        '{"organizationName": "Acme", "locale": "de",
            "organizationLocale": "fr", "brandColor": "#0a7f5c",
            "brandLogo": null, "email": "Bolt@Example.com",
            "isSuppressed": false}', 'who looks is told what it would do'),
    is((pg_temp.unsubscribe(:'acme', :'link', :'hash', null)).code, null,
        'in doubt it is not done'),
    is(given.state(), :'before', 'and nothing is written');

select body from pg_temp.unsubscribe(:'acme', :'link', :'hash') \gset
select is(:'body'::jsonb, '{"organizationName": "Acme",
    "locale": "de", "organizationLocale": "fr",
    "brandColor": "#0a7f5c", "brandLogo": null,
    "email": "Bolt@Example.com", "isSuppressed": true}', 'who acts is done');
select is(count(*)::int, 1, 'the address is known'),
    is(min(email_key), 'bolt@example.com', 'by its folded form'),
    is(min(organization_id::text), :'acme', 'for this organization')
from suppression;
select is(delivery_state, 'suppressed', 'the delivery says so'),
    is((select state from outbox where invitation_id = :'id'), 'dropped',
        'what waited is dropped')
from recipient where invitation_id = :'id';
select is((e).type, 'recipient.suppressed', 'an event says so'),
    is((e).actor, 'link:' || :'link', 'by the link'),
    is((e).request_id, '00000000-0000-0000-0000-000000000001'::uuid,
        'for the request')
from given.last_event() e;
select given.state() as before \gset
select is((pg_temp.unsubscribe(:'acme', :'link', :'hash')).body
        ->>'isSuppressed', 'true', 'again, it is done'),
    is((pg_temp.unsubscribe(:'acme', :'link', :'hash', false)).body
        ->>'isSuppressed', 'true', 'who looks is told'),
    is(given.state(), :'before', 'and nothing is written');

select given.organization('Shop', kind => 'merchant') as shop \gset
select id as only from given.merchant_invitation(:'shop') \gset
select is((pg_temp.unsubscribe(:'shop', l.id,
    encode(l.unsubscribe_hash, 'hex'))).body->>'isSuppressed', 'true',
    'a link that was returned and mailed has a say')
from given.link(:'only', 'only') l;

select * from finish();
