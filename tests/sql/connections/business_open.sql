-- SPDX-License-Identifier: MIT
select plan(14);

select given.organization('Root') as root \gset
select given.organization('Branch', :'root') as branch \gset
select given.organization('Acme', :'branch') as acme,
    gen_random_uuid() as request \gset
select business_open(:'acme', 'Bolt', 'Bolt@Example.com', 'bolt@example.com',
    'link:1', :'request') as id \gset
select is(kind, 'business', 'it is a business'), is(name, 'Bolt', 'its name'),
    is(email, 'Bolt@Example.com', 'its address as typed'),
    is(email_key, 'bolt@example.com', 'and as compared'),
    is(is_email_vouched, true, 'which was proved'),
    is(ancestor_ids, array[:'root']::uuid[],
        'it stands below the inviter''s topmost, never below the inviter')
from organization where id = :'id';
select is((e).type, 'organization.created', 'an event says so'),
    is((e).organization_id, :'id', 'of the new one'),
    is((e).actor, 'link:1', 'by the link'),
    is((e).request_id, :'request', 'for the request'),
    is((e).invitation_id, null, 'of no invitation'),
    is((e).data::jsonb, '{"kind": "business"}', 'with its kind')
from given.last_event() e;
select business_open(:'root', 'Cord', 'c@example.com', 'c@example.com',
    'link:1', :'request') as id \gset
select is(ancestor_ids, '{}',
    'below none, if the inviter is topmost itself'),
    is(row(locale, redirect_urls, revision)::text, '(,{},1)',
        'and begins with nothing set')
from organization where id = :'id';

select * from finish();
