-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Root') as root \gset
select given.organization('Branch', :'root') as branch \gset
select given.organization('Leaf', :'branch', 'Leaf@Example.com') as leaf
\gset
select is(organization_json(o)::text, json_build_object('id', o.id,
        'kind', 'business', 'name', 'Leaf', 'email', 'Leaf@Example.com',
        'emailVouched', true, 'parentId', :'branch', 'locale', null,
        'brand', null, 'redirectUrls', '[]'::json, 'details', null,
        'createdAt', wire_time(o.created_at), 'revision', 1)::text,
    'an organization shows all its members in order; its parent is the '
    'nearest above')
from organization o where id = :'leaf';
select is(organization_json(o)->>'parentId', null,
        'a topmost one has no parent'),
    is(organization_json(o)->>'emailVouched', 'false',
        'one without an address has none that is vouched for')
from organization o where id = :'root';
update organization set brand_color = '#112233', locale = 'de',
    redirect_urls = '{https://a.example/}', details = '{"b": 1, "a": 2}'
where id = :'leaf';
select is(organization_json(o)->>'brand',
        '{"color" : "#112233", "logo" : null}',
        'a brand may be a color alone'),
    is(organization_json(o)->>'redirectUrls', '["https://a.example/"]',
        'its redirect URLs'),
    is(organization_json(o)->>'details', '{"b": 1, "a": 2}',
        'its details, as they were confirmed')
from organization o where id = :'leaf';

select * from finish();
