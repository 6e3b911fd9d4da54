-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Shop', kind => 'merchant') as shop,
    given.organization('Acme') as acme,
    given.organization('Customer', kind => 'customer') as customer,
    given.company() as water \gset
select id as mailed from given.merchant_invitation(:'shop') \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 123456') \gset
select id as word from given.merchant_invitation(:'shop', null,
    'example') \gset
select id as other from given.invitation(:'acme', 'Mara@Example.com') \gset
select id as two from given.applicants(:'customer', '{ann@x.com,jim@x.com}')
\gset
select id as shown from given.contributors(:'water') \gset
create function pg_temp.refusal(id uuid, sms_gateway text default null)
returns reply
language sql as $$
    select link_rotate_refusal(i, sms_gateway) from invitation i
    where i.id = refusal.id
$$;
select is((pg_temp.refusal(:'mailed')).code, null, 'a mail brings it'),
    is((pg_temp.refusal(:'phoned', '%s@sms.de')).code, null,
        'a text message does'),
    is((pg_temp.refusal(:'phoned')).code, 'invalid_fields',
        'without a gateway nothing does'),
    is((pg_temp.refusal(:'word', '%s@sms.de')).code, 'invalid_fields',
        'nor with one, if the telephone is none');
select is(e->>'pointer', '#/rotate', 'rotate is what is wrong'),
    is(e->>'code', 'not_allowed', 'and not allowed')
from json_array_elements((pg_temp.refusal(:'phoned')).body->'errors') e;
select is((pg_temp.refusal(:'other')).code, null,
    'so it is where sender and recipient have links of their own');
insert into suppression (organization_id, email_key)
values (:'shop', 'mara@example.com'), (:'acme', 'mara@example.com'),
    (:'customer', 'ann@x.com');
select is((pg_temp.refusal(:'mailed')).code, 'invalid_fields',
        'who wants no more mail gets none'),
    is((pg_temp.refusal(:'other')).code, 'invalid_fields',
        'in any family: the one that was answered is shown no more'),
    is((pg_temp.refusal(:'two')).code, null, 'one of several learns it');
insert into acceptance (organization_id, source_id, subject, accepted_at)
select :'customer', :'two', 'recipient:' || r.id, clock_timestamp()
from recipient r where r.email_key = 'jim@x.com';
select is((pg_temp.refusal(:'two')).code, 'invalid_fields',
    'but not who has accepted');
select is((select count(*)::int from recipient r
        where r.invitation_id = :'shown'), 0, 'where nobody is mailed'),
    is((pg_temp.refusal(:'shown')).code, null,
        'contributors'' link is shown at each reading');

select * from finish();
