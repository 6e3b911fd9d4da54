-- SPDX-License-Identifier: MIT
select plan(30);

select given.organization('Acme') as acme \gset
update organization set locale = 'fr', brand_color = '#112233',
    brand_logo = 'data:,' where id = :'acme';
select id from given.invitation(:'acme') \gset
update invitation set locale = 'de', redirect_url = 'https://a.example/'
where id = :'id';
select id as link, given.hash(l) as hash from given.link(:'id') l \gset
select given.state() as before \gset

select is((link_show(:'acme', :'link', repeat('0', 64), null)).code,
    'not_found', 'a token never made is unknown');
select is(body::jsonb - (select array_agg(k) from json_object_keys(
            link_card(l)) k), '{"problem": null, "isPublic": false,
            "requiresApproval": false, "isOwn": true, "isMine": false,
            "isRejecter": false, "canReject": true,
            "connectionStatus": null, "extra": null,
            "locale": "de", "organizationLocale": "fr",
            "redirectUrl": "https://a.example/",
            "brandColor": "#112233", "brandLogo": "data:,"}',
        'the page is told what it looks like'),
    is(body::jsonb @> link_card(l)::jsonb, true, 'with the card'),
    is(s.id, :'link', 'and the link''s id')
from given.link(:'id') l, link_show(:'acme', :'link', :'hash', null) s;

select id as returned, given.hash(l) as returned_hash
from given.link(:'id', 'returned') l \gset
select is(body->>'isPublic', 'false', 'a returned link is not public'),
    is(body->>'needsVerification', 'true', 'it asks for a proof')
from link_show(:'acme', :'returned', :'returned_hash', null);
select is(given.state(), :'before', 'showing changes nothing');
select given.proof(l, 'bolt@example.com') as proof
from given.link(:'id', 'returned') l \gset
select is(body->>'needsVerification', 'false', 'which it is shown with')
from link_show(:'acme', :'returned', :'returned_hash', :'proof');

-- Dead or alive.
create function pg_temp.problem(l link) returns text
language plpgsql as $$
begin
    return (link_show(l.organization_id, l.id, given.hash(l), null)).body
        ->>'problem';
end
$$;
select given.expired(:'id');
select is(pg_temp.problem(given.link(:'id')), 'invitation_expired',
    'an expired one says so');
update invitation set state = 'accepted' where id = :'id';
select is(pg_temp.problem(given.link(:'id')), 'invitation_used_up',
    'so does an accepted');
update invitation set state = 'rejected' where id = :'id';
select is(pg_temp.problem(given.link(:'id')), 'invitation_rejected',
    'a rejected');
update invitation set state = 'revoked' where id = :'id';
select is(pg_temp.problem(given.link(:'id')), 'invitation_revoked',
    'and a revoked');
update link set replaced_at = now() where id = :'link';
select is(pg_temp.problem(l), 'link_replaced', 'and one replaced')
from link l where id = :'link';

-- One of several rejects it, for all.
select given.organization('Bank', kind => 'customer') as bank \gset
select id as two from given.applicants(:'bank', '{ann@a.example,jim@j.example}')
\gset
select link_reject(:'bank', given.visitor(), l.id, given.hash(l), null) as done
from given.link_of(:'two', 'ann@a.example') l \gset
create function pg_temp.is_rejecter(l link) returns text
language plpgsql as $$
begin
    return (link_show(l.organization_id, l.id, given.hash(l), null)).body
        ->>'isRejecter';
end
$$;
select is(pg_temp.is_rejecter(given.link_of(:'two', 'ann@a.example',
        'returned')), 'true', 'who rejected is told so at any link of theirs'),
    is(pg_temp.is_rejecter(given.link_of(:'two', 'jim@j.example')), 'false',
        'who did not is not');

-- What the holder themselves accepted, or their business did.
create function pg_temp.is_mine(l link, proof_hash text default null)
returns text
language plpgsql as $$
begin
    return (link_show(l.organization_id, l.id, given.hash(l), proof_hash))
        .body->>'isMine';
end
$$;
select given.organization('Root') as root \gset
select given.organization('Cord', :'root') as cord,
    given.organization('Dune', :'root', 'dune@example.com') as dune,
    given.organization('Echo', :'root') as echo \gset
select id as new from given.invitation(:'cord', 'new@example.com') \gset
select (given.accept(given.door(l, '{"businessName": "New"}'))).code
from given.link(:'new') l \gset
select is(pg_temp.is_mine(given.link(:'new')), 'true',
    'who accepted at the page is told that it is theirs');
select is(pg_temp.is_mine(given.link(:'new', 'returned')), 'false',
    'who proves nothing is not');
select id as known from given.invitation(:'cord', 'dune@example.com') \gset
select given.connection(:'cord', :'dune', given.link(:'known')) as id \gset
select is(pg_temp.is_mine(given.link(:'known')), 'true',
    'so is who holds the address of the business that accepted by its key');
select id as other from given.invitation(:'cord', 'other@example.com') \gset
select given.connection(:'cord', :'echo', given.link(:'other', 'returned'))
    as id \gset
select is(pg_temp.is_mine(given.link(:'other')), 'false',
    'but nobody whose invitation another business accepted');

select id as public, given.hash(l) as public_hash
from given.public_link(:'acme') l \gset
select is(body->>'isPublic', 'true', 'a public link is public'),
    is(body->>'requiresApproval', 'false', 'what it makes need not wait'),
    is(body->>'locale', null, 'in no language of its own'),
    is(body->>'problem', null, 'and opens')
from link_show(:'acme', :'public', :'public_hash', null);
update public_invite_settings set requires_approval = true;
select is(body->>'requiresApproval', 'true', 'where it must, that is told')
from link_show(:'acme', :'public', :'public_hash', null);
update public_invite_settings set requires_approval = false;

-- What a visitor made by it.
create function pg_temp.status(l link, connection_id uuid) returns text
language plpgsql as $$
begin
    return (link_show(l.organization_id, l.id, given.hash(l), null,
        connection_id)).body->>'connectionStatus';
end
$$;
select given.connection(:'acme', :'dune', l) as made
from link l where id = :'public' \gset
select is(pg_temp.status(l, :'made'), 'active', 'a connection made is told'),
    is(pg_temp.status(l, :'id'), null, 'but none of another link'),
    is(pg_temp.status(l, null), null, 'nor any if none is asked for')
from link l where id = :'public';
update connection set status = 'archived' where id = :'made';
select is(pg_temp.status(l, :'made'), 'archived', 'as it stands now')
from link l where id = :'public';
select is(pg_temp.status(given.link(:'known'), :'made'), null,
    'and by its own link alone');
update public_invite_settings set is_enabled = false;
select is(pg_temp.problem(l), 'public_link_closed', 'unless it is closed')
from link l where id = :'public';

select * from finish();
