-- SPDX-License-Identifier: MIT
select plan(16);

select given.organization('Acme', email => 'acme@example.com') as acme,
    given.organization('Bolt') as bolt \gset
select id from given.invitation(:'acme') \gset
select id as link, given.hash(l) as hash from given.link(:'id') l \gset
select given.expired(:'id');
create function pg_temp.ask(l link) returns reply
language plpgsql as $$
begin
    return link_ask(l.organization_id, given.visitor(), l.id, given.hash(l));
end
$$;
select given.state() as before \gset
select is((link_ask(:'acme', given.visitor(), :'link', repeat('0', 64)))
        .code, 'not_found', 'a token never made is unknown'),
    is((link_ask(:'bolt', given.visitor(), :'link', :'hash')).code,
        'not_found', 'so is one under another organization'),
    is(given.state(), :'before', 'and nothing is written');
select is((pg_temp.ask(given.link(:'id'))).body::jsonb,
    '{"isAgain": false}', 'a dead link may ask');
select is((e).type, 'invitation.asked', 'it goes on record'),
    is((e).organization_id, :'acme', 'for who invited'),
    is((e).invitation_id, :'id', 'of the invitation'),
    is((e).actor, 'link:' || :'link', 'by the link')
from given.last_event() e;
select is(email, 'acme@example.com', 'and who invited is told'),
    is(data->>'party', 'bolt@example.com', 'for whom')
from outbox where kind = 'asked';
select given.state() as before \gset
select is(code, null, 'again, it is done'),
    is(body::jsonb, '{"isAgain": true}', 'and said to be done before'),
    is(given.state(), :'before', 'but once a day on record')
from pg_temp.ask(given.link(:'id'));
update link set asked_at = clock_timestamp() - interval '23 hours';
select given.state() as before \gset
select (pg_temp.ask(given.link(:'id'))).code \gset
select is(given.state(), :'before', 'not within the day');
update link set asked_at = clock_timestamp() - interval '1 day';
select (pg_temp.ask(given.link(:'id'))).code \gset
select is(given.events(:'id'),
    'invitation.created invitation.asked invitation.asked',
    'but after it');
update link set replaced_at = now(), asked_at = null;
select is((pg_temp.ask(l)).code, null, 'so may one that was replaced')
from link l where id = :'link';

select * from finish();
