-- SPDX-License-Identifier: MIT
select plan(21);

select given.organization('Acme') as acme, uuid_v7() as id \gset
select given.caller(:'acme') as caller \gset
select invitation_open(:'acme', :'id', 'team', interval '2 hours', 3, 'Jane',
    'Hello', 'de', 'https://a.example/', given.authority(:'caller'))::text
    as made \gset
select is(:'made', i::text, 'it gives the row'),
    is(i.organization_id, :'acme', 'it is of who invites'),
    is(i.kind, 'team', 'of a family'), is(i.state, 'pending', 'pending'),
    is(i.inviter_name, 'Jane', 'a person invites'),
    is(i.message, 'Hello', 'in their own words'),
    is(i.locale, 'de', 'in a language'),
    is(i.redirect_url, 'https://a.example/', 'with a way on'),
    is(i.max_uses, 3, 'so often'), is(i.use_count, 0, 'not used yet'),
    is(i.lifetime, interval '2 hours', 'it knows how long it lives'),
    is(i.expires_at - i.created_at, interval '2 hours',
        'which is from now on'),
    cmp_ok(i.created_at, '>=', now(), 'by the clock'),
    is(row(i.sent_at, i.resent_at, i.accepted_at, i.rejected_at,
        i.revoked_at)::text, '(,,,,)', 'nothing has become of it'),
    is(i.revision, 1, 'its first revision is 1')
from invitation i where id = :'id';
select is((e).type, 'invitation.created', 'an event says so'),
    is((e).invitation_id, :'id', 'of the invitation'),
    is((e).actor, given.actor(:'caller'), 'by the key'),
    is((e).request_id::text, :'caller'::json->>'request_id',
        'for the request'),
    is((e).data::jsonb, '{"kind": "team"}', 'with its family')
from given.last_event() e;
select uuid_v7() as other \gset
select is((invitation_open(:'acme', :'other', 'team', null, null, null, null,
    null, null, given.authority(given.operator()))).expires_at, null,
    'without a lifetime it lives for ever');

select * from finish();
