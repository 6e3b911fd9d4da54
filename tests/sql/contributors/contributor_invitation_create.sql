-- SPDX-License-Identifier: MIT
select plan(19);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root') as acme,
    given.organization('Water', :'root', kind => 'company') as water \gset
select given.caller(:'root') as caller \gset
create function pg_temp.invite(
    organization_id uuid, caller json, prefill json default null,
    expires_in_seconds integer default null, max_uses integer default null,
    emails text[] default null, is_mailed boolean default null,
    redirect_url text default null
) returns reply
language sql as $$
    select contributor_invitation_create(organization_id, caller,
        given.links(2), 5, emails, emails, expires_in_seconds, max_uses,
        is_mailed, prefill, 'Jane', 'Hello', 'de', redirect_url)
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    -- Which field is wrong, and how.
    select concat_ws(' ', r.code, r.body->'errors'->0->>'pointer',
        r.body->'errors'->0->>'code')
$$;
select given.guards(format('pg_temp.invite(%L, $1)', :'water'));
select given.state() as before \gset
select is((pg_temp.invite(:'acme', :'caller')).code, 'not_found',
        'what is no company has no accounts'),
    is(pg_temp.wrong(pg_temp.invite(:'water', :'caller',
        '{"url": "https://a.example", "datasourceId": "1"}')),
        'invalid_fields #/prefill/url not_allowed',
        'a utility is named once'),
    is(pg_temp.wrong(pg_temp.invite(:'water', :'caller',
        redirect_url => 'https://a.example')),
        'invalid_fields #/redirectUrl not_allowed',
        'what cannot be invited is refused'),
    is(given.state(), :'before', 'and nothing is written');

select id, body from pg_temp.invite(:'water', :'caller') \gset
select is(:'body'::json::text, contributor_invitation_json(i,
        given.authority(:'caller'))::text, 'the invitation is answered'),
    is(i.expires_at, null, 'it never expires'),
    is(i.max_uses, null, 'may be used any number of times'),
    is(:'body'::json->>'prefill', '{}', 'and fills in nothing'),
    is(i.connection_id, null, 'it is to make a connection')
from invitation i where id = :'id';
select id, body from pg_temp.invite(:'water', :'caller',
    '{"country": "AT", "utilityTypes": null}', 60, 1, '{a@x.example}', true)
\gset
select is(i.expires_at - i.created_at, '60 seconds',
        'it may expire in seconds'),
    is(i.max_uses, 1, 'may be used so often'),
    is(i.prefill::text, '{"country":"AT"}', 'fills in what is given'),
    is(row(i.inviter_name, i.message, i.locale)::text, '(Jane,Hello,de)',
        'and keeps who invites'),
    is((select count(*)::int from outbox where invitation_id = :'id'), 1,
        'it is mailed')
from invitation i where id = :'id';

select * from finish();
