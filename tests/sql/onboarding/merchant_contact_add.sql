-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Shop', kind => 'merchant') as shop \gset
create function pg_temp.add(organization_id uuid, email text, phone text)
returns recipient
language plpgsql as $$
declare
    v_opened invitation := invitation_open(organization_id, uuid_v7(),
        'onboarding', '1 day', 1, null, null, null, null,
        given.authority(given.operator()));
    v_id uuid := merchant_contact_add(v_opened, 'Mara', 'Moss', email,
        lower(email), phone);
begin
    return (select r from recipient r
        where r.id = v_id and r.invitation_id = v_opened.id);
end
$$;
select is(format('%s %s %s', first_name, last_name, is_live), 'Mara Moss t',
        'a contact has a name and holds the target'),
    is(format('%s %s %s', email, email_key, target), 'Mara@Example.com '
        'mara@example.com onboarding:mara@example.com',
        'with an address that is the target'),
    is(format('%s %s', phone, phone_key), '+49 170 ',
        'and the telephone is only kept')
from pg_temp.add(:'shop', 'Mara@Example.com', '+49 170');
select is(format('%s %s', phone_key, target),
    'tel:49170 onboarding:tel:49170', 'without one its digits are')
from pg_temp.add(:'shop', null, '+49 170');
select is((pg_temp.add(:'shop', null, 'example')).target,
    'onboarding:tel:example', 'or all of it, where it has no digits');
select throws_ok(format('select pg_temp.add(%L, null, %L)', :'shop',
    '(49) 170'), '23505', null, 'a second with the same digits cannot live');

select * from finish();
