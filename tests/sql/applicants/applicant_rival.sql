-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id as bolt from applicant_business_make(:'acme', '{"name": "B"}') \gset
select id as cord from applicant_business_make(:'acme', '{"name": "B"}') \gset
select id as one from given.applicants(:'acme',
    '{a@example.com,b@example.com}', :'bolt') \gset
select is(applicant_rival(org, id, null, keys), wanted, name)
from (values
    (:'acme'::uuid, :'bolt'::uuid, '{b@example.com}'::text[], :'one'::uuid,
        'an address at a business is taken'),
    (:'acme', :'bolt', '{c@example.com,a@example.com}', :'one',
        'if one of several is'),
    (:'acme', :'bolt', '{c@example.com}', null, 'another is free'),
    (:'acme', :'cord', '{a@example.com}', null,
        'and so is another business'),
    (:'other', :'bolt', '{a@example.com}', null, 'and another customer'))
    v (org, id, keys, wanted, name);

-- The same new business, described again.
select id as two from given.applicants(:'acme', '{d@example.com}') \gset
select b.name from applicant_business b join applicant_invitation a
    on a.business_id = b.id where a.invitation_id = :'two' \gset
create function pg_temp.twin(
    organization_id uuid, business json, email_key text
) returns uuid
language sql as $$
    select applicant_rival(organization_id, null, business, array[email_key])
$$;
select is(pg_temp.twin(:'acme', json_build_object('name', :'name'),
        'd@example.com'), :'two'::uuid, 'the same request is known again'),
    is(pg_temp.twin(:'acme', json_build_object('name', :'name', 'mobile',
        null), 'd@example.com'), :'two'::uuid, 'null says nothing'),
    is(pg_temp.twin(:'acme', json_build_object('name', :'name'),
        'e@example.com'), null, 'to another address it is another'),
    is(pg_temp.twin(:'acme', json_build_object('name', :'name', 'mobile',
        '1'), 'd@example.com'), null, 'with more said it is another'),
    is(pg_temp.twin(:'other', json_build_object('name', :'name'),
        'd@example.com'), null, 'so is another customer''s');
select given.expired(:'one'), given.expired(:'two') \gset
select is(applicant_rival(:'acme', :'bolt', null, '{a@example.com}'), null,
        'an expired one lets go'),
    is(pg_temp.twin(:'acme', json_build_object('name', :'name'),
        'd@example.com'), null, 'either way');
select is((select string_agg(state, ' ' order by id) from invitation),
    'expired pending', 'what was in the way is stored as expired');

select * from finish();
