-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Shop', kind => 'merchant') as shop \gset
select id from given.merchant_invitation(:'shop', phone => '+49 170') \gset
create function pg_temp.form(l link) returns text
language sql as $$
    select string_agg(format('%s:%s%s%s', f->>'name', f->>'type',
        case f->>'required' when 'true' then '!' else '?' end,
        '=' || (f->>'value')), ' ')
    from json_array_elements(merchant_form(l, null)) f
$$;
select is(pg_temp.form(l), 'firstName:text!=Mara lastName:text!=Moss '
        'email:email?=Mara@Example.com phone:tel?=+49 170 legalName:text! '
        'tradingName:text? registrationNumber:text? address.line1:text! '
        'address.line2:text? address.city:text! address.region:text? '
        'address.postalCode:text? address.country:text!',
        'a contact is asked for the merchant''s details; what is known is '
        'filled in'),
    is(json_typeof(merchant_form(l, null)->4->'value'), 'null',
        'what is not known is null')
from given.link(:'id', 'only') l;
update recipient set email = null, phone = null;
select is(merchant_form(l, null)->2->>'value', null,
    'what was not said is not filled in') from given.link(:'id', 'only') l;

select * from finish();
