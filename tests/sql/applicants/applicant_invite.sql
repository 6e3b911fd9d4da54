-- SPDX-License-Identifier: MIT
select plan(11);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id from given.applicants(:'acme', '{a@example.com}') \gset
select business_id from applicant_invitation where invitation_id = :'id' \gset
select given.links(4) as links \gset
select applicant_invite(i, :'business_id', 2, row(:'acme', null, 'Ann', 'Lee',
    'New@example.com', 'new@example.com', '1', null)::applicant, :'links')
    as body
from invitation i where i.id = :'id' \gset
select is(row(first_name, last_name, email, mobile)::text,
        '(Ann,Lee,New@example.com,1)', 'a new applicant is stored'),
    is(:'body'::json->>'applicant_id', id::text, 'and named'),
    is(:'body'::json->>'email', 'New@example.com', 'with the address'),
    is(:'body'::json->>'invitation_url', chr(1) || format('url 1 %s %s %s',
        :'acme', :'links'::json->2->>'id', :'links'::json->2->>'salt'),
        'and the link returned, the third minted')
from applicant where email_key = 'new@example.com';
select is(r.target, applicant_target(:'business_id', 'new@example.com'),
        'a recipient holds the target'),
    is(r.delivery_state, 'queued', 'and will be mailed'),
    is((given.link_of(:'id', 'new@example.com')).id,
        (:'links'::json->3->>'id')::uuid, 'the fourth link'),
    is((given.link_of(:'id', 'new@example.com', 'returned')).id,
        (:'links'::json->2->>'id')::uuid, 'the third is not mailed'),
    is(o.link_id, (given.link_of(:'id', 'new@example.com')).id,
        'so says the mail')
from recipient r join outbox o on o.recipient_id = r.id
where r.email_key = 'new@example.com';
select id as applicant from applicant where email_key = 'new@example.com'
\gset
select given.applicants(:'acme', '{x@example.com}'),
    given.links(4) as links2 \gset
select id as other_id, business_id as other_business
from invitation i join applicant_invitation a on a.invitation_id = i.id
where i.id <> :'id' \gset
select is(applicant_invite(i, :'other_business', 2, a, :'links2')
        ->>'applicant_id', :'applicant', 'an existing one keeps the id'),
    is((select count(*)::int from applicant
        where email_key = 'new@example.com'), 1, 'and is stored once')
from invitation i, applicant a
where i.id = :'other_id' and a.id = :'applicant';

select * from finish();
