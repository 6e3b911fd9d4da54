-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Acme') as acme, given.minted(3) as minted \gset
select id from given.invitation(:'acme') \gset
select id as recipient from recipient where invitation_id = :'id' \gset
select link_add(:'acme', :'minted', 'mailed', :'id', :'recipient')::text
    as made \gset
select is(:'made', l::text, 'it gives the row'),
    is(l.organization_id, :'acme', 'a link is of who invites'),
    is(l.invitation_id, :'id', 'it opens an invitation'),
    is(l.recipient_id, :'recipient', 'it is one recipient''s'),
    is(l.purpose, 'mailed', 'it has a purpose'),
    is(l.number, 3, 'the number of its server key'),
    is(encode(l.salt, 'hex'), :'minted'::json->>'salt', 'its salt'),
    is(encode(l.hash, 'hex'), :'minted'::json->>'hash',
        'the hash of its token'),
    is(encode(l.unsubscribe_hash, 'hex'),
        :'minted'::json->>'unsubscribe_hash',
        'and of the token that stops more'),
    is(row(l.replaced_at, l.viewed_at, l.asked_at, l.try_count)::text,
        '(,,,0)', 'nothing has become of it')
from link l where l.id = (:'minted'::json->>'id')::uuid;
select is((link_add(:'acme', given.minted(), 'public')).invitation_id, null,
    'a public link opens no invitation');
select throws_ok(format('select link_add(%L, given.minted(), %L)', :'acme',
    'other'), '23514', null, 'a link has no other purpose');

select * from finish();
