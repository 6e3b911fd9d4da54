-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Shop', kind => 'merchant') as shop \gset
insert into acceptance (organization_id, source_id, subject, accepted_at,
    details)
values (:'shop', uuid_v7(), 'me', now(), '{"legalName": "Shop Ltd"}');
update organization set details = '{"legalName": "another"}';
select is(r.body::jsonb, jsonb_build_object('alreadyAccepted', true,
        'merchant', jsonb_build_object('id', :'shop', 'name', 'Shop',
            'details', '{"legalName": "Shop Ltd"}'::jsonb)),
        'the merchant is answered with what was confirmed then'),
    is(r.id, a.source_id, 'and the invitation''s id'),
    is(r.code, null, 'as done')
from acceptance a, merchant_acceptance_reply(a, true) r;
select is((merchant_acceptance_reply(a, false)).body->>'alreadyAccepted',
    'false', 'whether again or not') from acceptance a;

select * from finish();
