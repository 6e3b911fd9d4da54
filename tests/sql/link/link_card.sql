-- SPDX-License-Identifier: MIT
select plan(24);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', 'acme@example.com') as acme
\gset
select id from given.invitation(:'acme', 'Bolt@Example.com') \gset
create function pg_temp.card(l link, proof_hash text default null)
returns json
language plpgsql as $$
begin
    return link_card(l, proof_hash);
end
$$;
select is(pg_temp.card(l)::text, json_build_object('kind', 'connections',
        'status', 'pending', 'organizationName', 'Acme',
        'inviterName', 'Jane', 'email', 'Bolt@Example.com', 'role', null,
        'message', 'Join us.', 'expiresAt', wire_time(i.expires_at),
        'needsVerification', false,
        'form', connection_form(l, 'bolt@example.com'))::text,
    'a mailed link shows all, and its own address')
from given.link(:'id') l, invitation i where i.id = :'id';
select is(pg_temp.card(l)->>'email', 'B***@Example.com',
        'a returned link masks the address'),
    is(pg_temp.card(l)->>'needsVerification', 'true',
        'and asks for a proof'),
    is(pg_temp.card(l)->>'form', connection_form(l, null)::text,
        'and for what it may need')
from given.link(:'id', 'returned') l;
select given.proof(l, 'bolt@example.com') as proof
from given.link(:'id', 'returned') l \gset
select is(pg_temp.card(l, :'proof')->>'email', 'Bolt@Example.com',
        'with the proof it does not'),
    is(pg_temp.card(l, :'proof')->>'needsVerification', 'false',
        'nor does it ask for one'),
    is(pg_temp.card(l, repeat('0', 64))->>'needsVerification', 'true',
        'a false one changes nothing')
from given.link(:'id', 'returned') l;

-- Of several recipients each sees their own.
insert into recipient (organization_id, id, invitation_id, email, email_key)
values (:'acme', uuid_v7(), :'id', 'Zap@example.com', 'zap@example.com')
returning id as second \gset
select id as second_link from link_add(:'acme', given.minted(), 'mailed',
    :'id', :'second') \gset
select is(pg_temp.card(l)->>'email', 'Zap@example.com',
    'each recipient''s link shows theirs')
from link l where id = :'second_link';
select is(pg_temp.card(l)->>'email', null,
        'the returned one shows none, since it may be either'),
    is(pg_temp.card(l, :'proof')->>'email', 'Bolt@Example.com',
        'with a proof the one that is proved')
from given.link(:'id', 'returned') l;
select given.proof(l, 'zap@example.com') as proof
from given.link(:'id', 'returned') l \gset
select is(pg_temp.card(l, :'proof')->>'email', 'Zap@example.com',
    'whichever that is')
from given.link(:'id', 'returned') l;

select given.expired(:'id');
select is(pg_temp.card(l)->>'status', 'expired',
    'the status is that of the moment')
from given.link(:'id', 'returned') l;

select id as public from given.public_link(:'acme') \gset
select is(pg_temp.card(l)->>'kind', 'connections',
        'a public link is to a connection'),
    is(pg_temp.card(l)->>'status', 'pending', 'and pending'),
    is(pg_temp.card(l)->>'organizationName', 'Acme', 'from whose it is'),
    is(pg_temp.card(l)->>'email', null, 'to nobody'),
    is(pg_temp.card(l)->>'inviterName', null, 'from no person'),
    is(pg_temp.card(l)->>'message', null, 'with no words'),
    is(pg_temp.card(l)->>'expiresAt', null, 'without end'),
    is(pg_temp.card(l)->>'needsVerification', 'true', 'it asks for a proof')
from link l where id = :'public';
select given.proof(l, 'any@example.com') as proof
from link l where id = :'public' \gset
select is(pg_temp.card(l, :'proof')->>'needsVerification', 'false',
        'which may be given'),
    is(pg_temp.card(l, :'proof')->>'email', null, 'and still is to nobody')
from link l where id = :'public';

-- A merchant's contact confirms the address, so the form has it in clear.
select given.organization('Shop', kind => 'merchant') as shop \gset
select id from given.merchant_invitation(:'shop') \gset
select is(pg_temp.card(given.link(:'id', 'only'))->>'email',
    'Mara@Example.com', 'a link that is mailed and returned shows its own');

-- A team.
select id from given.team_invitation(:'acme', 'jane@example.com', 'Admin')
    \gset
select is(pg_temp.card(given.link(:'id'))->>'role', 'Admin',
    'an invitation to a team says to which role');

select * from finish();
