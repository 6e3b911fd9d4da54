-- SPDX-License-Identifier: MIT
select plan(8);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.authority(:'caller') as v, given.esign(:'acme') as one,
    given.esign(:'acme') as two, given.questions(:'acme') as questions \gset
select id as business from applicant_business_make(:'acme', '{"name": "B"}')
\gset
select id from applicant_invitation_open(:'acme', :'business', null,
    array[null, :'two', :'one', :'two']::uuid[], :'questions',
    '{"town": "Ulm", "size": 2}', 3, 'Jane', 'Hello', 'de', null, :'v') \gset
select is(i.kind, 'applicants', 'it is of this family'),
    is(i.expires_at, i.created_at + interval '336 hours',
        'it lives fourteen days'),
    is(i.max_uses, 3, 'each applicant accepts once'),
    is(row(i.inviter_name, i.message, i.locale)::text, '(Jane,Hello,de)',
        'with all that was said'),
    is(a.esign_template_ids, array[:'two', :'one']::uuid[],
        'each document is there once, in the order named'),
    is(a.custom_fields::jsonb, '{"size": 2, "town": "Ulm"}',
        'the answers are kept'),
    is(row(a.business_id, a.case_id, a.custom_field_template_id)::text,
        format('(%s,,%s)', :'business', :'questions'), 'and what it is about')
from invitation i join applicant_invitation a on a.invitation_id = i.id
where i.id = :'id';
select is(given.events(:'id'), 'invitation.created', 'an event says so');

select * from finish();
