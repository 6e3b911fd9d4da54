-- SPDX-License-Identifier: MIT
select plan(28);

select given.organization('Root') as root \gset
select given.organization('Shop', :'root', kind => 'merchant') as shop \gset
select id from given.merchant_invitation(:'shop') \gset
create function pg_temp.accept(
    l link, repeat_key text default 'mine', answers json default
    '{"firstName": "Mara", "lastName": "Moss", "email": "m@example.com",
        "legalName": "Shop Ltd", "address": {"line1": "1 High St",
        "city": "York", "country": "GB"}}'
) returns reply
language sql as $$
    select merchant_door_accept(row(l, gen_random_uuid(), null, repeat_key,
        null, null, null, null, answers)::door)
$$;
create function pg_temp.wrong(r reply) returns text
language sql as $$
    select concat_ws(' ', r.code, r.body->'errors'->0->>'pointer',
        r.body->'errors'->0->>'code')
$$;

-- What is not well answered.
select given.state() as before \gset
select is(pg_temp.wrong(pg_temp.accept(l, answers => '{}')),
        'invalid_fields #/firstName required', 'what is missing is refused'),
    is(pg_temp.wrong(pg_temp.accept(l, answers => '{"businessName": "B"}')),
        'invalid_fields #/businessName unknown', 'as is what is not asked'),
    is(given.state(), :'before', 'and nothing is written')
from given.link(:'id', 'only') l;

-- Accepted.
update organization set revision = 7 where id = :'shop';
select coalesce(code, 'done') as code, body, r.id as reply_id
from given.link(:'id', 'only') l, pg_temp.accept(l) r \gset
select is(:'code'::text, 'done', 'a contact accepts'),
    is(:'reply_id'::text, :'id', 'the invitation'),
    is(:'body'::json->>'alreadyAccepted', 'false', 'for the first time'),
    is(:'body'::json->'merchant'->>'id', :'shop', 'for the merchant'),
    is(:'body'::json->'merchant'->'details'->>'legalName', 'Shop Ltd',
        'whose details are answered');
select is(o.details::text, :'body'::json->'merchant'->>'details',
        'they are kept'),
    is(o.revision, 8, 'as a new revision'),
    is(o.email, null, 'an address typed is not the organization''s'),
    is(o.is_email_vouched, false, 'and proves nothing')
from organization o where id = :'shop';
select is(state, 'accepted', 'the invitation is completed'),
    is(use_count, 1, 'used once')
from invitation where id = :'id';
select is(string_agg(delivery_state || is_live, ' '), 'nonefalse',
    'what waited to be sent is dropped') from recipient;
select is(given.events(:'id'), 'invitation.created invitation.accepted',
    'an event says so');
select is(e.type, 'organization.updated', 'and one of the organization'),
    is(e.data::text, '{"members": ["details"]}', 'what was changed'),
    is(e.actor, 'link:' || (given.link(:'id', 'only')).id, 'by the link')
from given.last_event() e;

-- Again.
update organization set details = '{}' where id = :'shop';
select given.state() as before \gset
select is(r.body::jsonb, :'body'::jsonb || '{"alreadyAccepted": true}',
        'the same request has the first result')
from given.link(:'id', 'only') l, pg_temp.accept(l) r;
select is((pg_temp.accept(l, 'another')).code, 'invitation_used_up',
        'another finds it used up'),
    is(given.state(), :'before', 'and nothing is written')
from given.link(:'id', 'only') l;

-- Dead links.
create function pg_temp.dead(organization_id uuid, how text) returns text
language plpgsql as $$
declare
    v_id uuid := (given.merchant_invitation(organization_id,
        how || '@example.com')).id;
    v_link link := given.link(v_id, 'only');
    v_before text;
    v_done reply;
begin
    if how = 'replaced' then
        perform link_rotate(i, given.links(1)) from invitation i
        where i.id = v_id;
    elsif how = 'late' then
        perform given.expired(v_id);
    else
        perform invitation_end(organization_id, v_id, how);
    end if;
    v_before := given.state();
    v_done := pg_temp.accept(v_link);
    return v_done.code || case when v_before <> given.state()
        then ' but written' else '' end;
end
$$;
select is(pg_temp.dead(:'shop', how), wanted, how || ' is refused')
from (values ('revoked', 'invitation_revoked'),
    ('rejected', 'invitation_rejected'), ('expired', 'invitation_expired'),
    ('late', 'invitation_expired'), ('replaced', 'link_replaced'),
    ('accepted', 'invitation_used_up')) v (how, wanted);

select * from finish();
