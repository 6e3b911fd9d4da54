-- SPDX-License-Identifier: MIT
select plan(28);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id from given.invitation(:'acme') \gset
select id as link, given.hash(l) as hash from given.link(:'id') l \gset
create function pg_temp.preview(l link) returns reply
language plpgsql as $$
begin
    return link_preview(l.organization_id,
        '{"request_id": "00000000-0000-0000-0000-000000000001"}', l.id,
        given.hash(l));
end
$$;
select given.state() as before \gset
select is((link_preview(:'acme', given.visitor(), :'link', repeat('0', 64)))
        .code, 'not_found', 'a token never made is unknown'),
    is((link_preview(:'bolt', given.visitor(), :'link', :'hash')).code,
        'not_found', 'so is one under another organization'),
    is(given.state(), :'before', 'and nothing is written');

select body, id as reply_id
from link_preview(:'acme', given.visitor(), :'link', :'hash') \gset
select is(:'body'::json::text, link_card(l)::text, 'a link shows its card'),
    is(:'reply_id', :'link'::text, 'the reply has its id'),
    cmp_ok(l.viewed_at, '>=', now(), 'the view is recorded')
from link l where id = :'link';
select is((e).type, 'invitation.viewed', 'an event says so'),
    is((e).organization_id, :'acme', 'to who invited'),
    is((e).invitation_id, :'id', 'of the invitation'),
    is((e).actor, 'link:' || :'link', 'by the link')
from given.last_event() e;
select given.state() as before \gset
select is((pg_temp.preview(given.link(:'id'))).code, null,
        'again, it is shown'),
    is(given.state(), :'before', 'and recorded once an hour');
select is((pg_temp.preview(given.link(:'id', 'returned'))).code, null,
    'another link is shown');
select is(given.events(:'id'),
    'invitation.created invitation.viewed invitation.viewed',
    'and recorded by itself');
update link set viewed_at = clock_timestamp() - interval '59 minutes'
where id = :'link';
select (pg_temp.preview(given.link(:'id'))).code \gset
select is(given.events(:'id'),
    'invitation.created invitation.viewed invitation.viewed',
    'within the hour no more');
update link set viewed_at = clock_timestamp() - interval '1 hour'
where id = :'link';
select (pg_temp.preview(given.link(:'id'))).code \gset
select is((given.last_event()).request_id,
    '00000000-0000-0000-0000-000000000001'::uuid,
    'after it again, for the request of then');

-- What opens nothing is not viewed.
create function pg_temp.preview_in(
    organization_id uuid, state text, purpose text
) returns text
language plpgsql as $$
declare
    v_row invitation := given.invitation(organization_id,
        state || '-' || purpose || '@example.com');
    v_before text;
    v_code text;
begin
    update invitation i set state = preview_in.state where i.id = v_row.id;
    v_before := given.state();
    v_code := (pg_temp.preview(given.link(v_row.id, purpose))).code;
    return coalesce(v_code, 'shown')
        || case given.state() when v_before then '' else ', recorded' end;
end
$$;
select is(pg_temp.preview_in(:'acme', 'expired', 'mailed'),
    'invitation_expired', 'an expired one is refused');
select is(pg_temp.preview_in(:'acme', 'revoked', 'mailed'),
    'invitation_revoked', 'so is a revoked');
select is(pg_temp.preview_in(:'acme', 'rejected', 'mailed'),
    'invitation_rejected', 'and a rejected');
select is(pg_temp.preview_in(:'acme', 'accepted', 'returned'),
    'invitation_used_up', 'an accepted one is, by the link returned');
select is(pg_temp.preview_in(:'acme', 'accepted', 'mailed'),
    'shown, recorded', 'but shown by a link of one''s own');
select is((pg_temp.preview(given.link(i.id))).body->>'status', 'accepted',
    'with its status')
from invitation i where state = 'accepted' and use_count = 0 limit 1;

select id as public, given.hash(l) as public_hash
from given.public_link(:'acme') l \gset
select is((link_preview(:'acme', given.visitor(), :'public', :'public_hash'))
    .body->>'status', 'pending', 'a public link is shown');
select is((e).type, 'invitation.viewed', 'and recorded'),
    is((e).invitation_id, null, 'of no invitation')
from given.last_event() e;
update public_invite_settings set is_enabled = false;
select given.state() as before \gset
select is((link_preview(:'acme', given.visitor(), :'public', :'public_hash'))
        .code, 'public_link_closed', 'closed, it is refused'),
    is(given.state(), :'before', 'and not recorded');
update link set replaced_at = now() where id = :'link';
select is((link_preview(:'acme', given.visitor(), :'link', :'hash')).code,
    'link_replaced', 'as is a link that was replaced');

select * from finish();
