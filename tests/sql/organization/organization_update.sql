-- SPDX-License-Identifier: MIT
select plan(35);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', 'Acme@Example.com') as acme
\gset
select given.caller(:'acme', 'organizations:write') as own,
    given.caller(:'root', 'organizations:write') as above \gset
create function pg_temp.change(
    organization_id uuid, caller json, given text[] default '{}',
    if_revisions integer[] default null, name text default null,
    email text default null, locale text default null,
    brand json default null, redirect_urls text[] default null
) returns reply
language sql as $$
    select organization_update(organization_id, caller, given, if_revisions,
        name, email, lower(email), locale, brand, redirect_urls)
$$;

select given.guards(format('pg_temp.change(%L, $1)', :'acme'));

-- Revisions.
select given.state() as before \gset
select is((pg_temp.change(:'acme', :'own', '{name}', '{2}', 'New')).code,
        'revision_mismatch', 'another revision is refused'),
    is((pg_temp.change(:'acme', :'own', '{name}', '{}', 'New')).code,
        'revision_mismatch', 'a list of none is never right'),
    is(given.state(), :'before', 'and nothing is written');
select body, id, revision
from pg_temp.change(:'acme', :'own', '{name}', '{7,1}', 'New') \gset
select is(o.name, 'New', 'one of the revisions listed is right'),
    is(o.revision, 2, 'a change makes a new one'),
    is(:revision, 2, 'which is answered'),
    is(:'id', o.id::text, 'with the id'),
    is(:'body'::json::text, organization_json(o)::text,
        'and the organization'),
    is(row(o.email, o.email_key, o.is_email_vouched, o.locale,
            o.brand_color, o.redirect_urls)::text,
        '(Acme@Example.com,acme@example.com,t,,,{})',
        'what was not given stays')
from organization o where o.id = :'acme';
select is((e).type, 'organization.updated', 'an event says so'),
    is((e).organization_id, :'acme', 'of the organization'),
    is((e).actor, given.actor(:'own'), 'by the key'),
    is((e).data::jsonb, '{"members": ["name"]}', 'with what was given')
from given.last_event() e;
select is((pg_temp.change(:'acme', :'own', '{name}', null, 'Acme')).code,
    null, 'without If-Match any revision is right');

-- The address and who vouches for it.
create function pg_temp.set_email(id uuid, caller json, email text)
returns text
language plpgsql as $$
declare
    v_done reply := pg_temp.change(id, caller, '{email}', email => email);
begin
    return (select concat_ws(' ', o.email, o.email_key, o.is_email_vouched)
        from organization o where o.id = set_email.id);
end
$$;
select is(pg_temp.set_email(:'acme', :'own', 'ACME@example.com'),
    'ACME@example.com acme@example.com t',
    'its own key may write the same address in another way');
select is(pg_temp.set_email(:'acme', :'own', 'New@example.com'),
    'New@example.com new@example.com f',
    'a new one, set by its own key, is not vouched for');
select is(pg_temp.set_email(:'acme', :'own', 'acme@example.com'),
    'acme@example.com acme@example.com f', 'nor is the first one again');
select is(pg_temp.set_email(:'acme', :'above', 'acme@example.com'),
    'acme@example.com acme@example.com t',
    'the same, set by a key of one above, is');
select is(pg_temp.set_email(:'acme', :'above', null), 'f',
    'no address is vouched for by nobody');
select is(pg_temp.set_email(:'acme', :'own', 'acme@example.com'),
    'acme@example.com acme@example.com f',
    'nor is one that its own key sets where none was');
select is(pg_temp.set_email(:'acme', given.operator(), 'cli@example.com'),
    'cli@example.com cli@example.com t', 'the command line vouches');
select is(pg_temp.set_email(:'acme', :'own', null), 'f',
    'its own key may clear it');
select is(pg_temp.set_email(:'root', :'above', 'root@example.com'),
    'root@example.com root@example.com f',
    'a topmost one''s own key vouches for nothing');

-- The rest.
create function pg_temp.set_brand(id uuid, caller json, brand json)
returns text
language plpgsql as $$
declare
    v_done reply := pg_temp.change(id, caller, '{brand}', brand => brand);
begin
    return (select concat(o.brand_color, ' ', o.brand_logo)
        from organization o where o.id = set_brand.id);
end
$$;
select is(pg_temp.set_brand(:'acme', :'own',
        '{"color": "#112233", "logo": "data:,"}'), '#112233 data:,',
    'a brand has a color and a logo');
select is(pg_temp.set_brand(:'acme', :'own', '{"color": "#445566"}'),
    '#445566 data:,', 'what it does not name stays');
select is(pg_temp.set_brand(:'acme', :'own', '{"logo": null}'), '#445566 ',
    'a null clears the one');
select is(pg_temp.set_brand(:'acme', :'own', '{}'), '#445566 ',
    'nothing changes nothing');
select is(pg_temp.set_brand(:'acme', :'own', null), ' ',
    'and a null for the brand clears both');

select id from pg_temp.change(:'acme', :'own', '{locale,redirectUrls}',
    locale => 'de', redirect_urls => '{https://a.example/}') \gset
select is(row(locale, redirect_urls)::text, '(de,{https://a.example/})',
    'locale and redirect URLs are set')
from organization where id = :'acme';
select id from pg_temp.change(:'acme', :'own', '{locale,redirectUrls}') \gset
select is(row(locale, redirect_urls)::text, '(,{})', 'and cleared')
from organization where id = :'acme';

select * from finish();
