-- SPDX-License-Identifier: MIT
select plan(9);

select given.organization('Shop', kind => 'merchant') as shop,
    given.organization('Acme') as acme \gset
select id as mailed from given.merchant_invitation(:'shop') \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 123456') \gset
select id as word from given.merchant_invitation(:'shop', null,
    'example') \gset
select id as other from given.invitation(:'acme', 'Mara@Example.com') \gset
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
insert into suppression (organization_id, email_key)
values (:'shop', 'mara@example.com'), (:'acme', 'mara@example.com');
select is((pg_temp.refusal(:'mailed')).code, 'invalid_fields',
        'who wants no more mail gets none'),
    is((pg_temp.refusal(:'other')).code, null,
        'a link that the mail alone holds is another matter');
update link set replaced_at = clock_timestamp()
where invitation_id = :'phoned';
select is((pg_temp.refusal(:'phoned')).code, null,
    'a link that is replaced already is not asked about');

select * from finish();
