-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select given.esign(:'acme') as terms \gset
select id as signed from given.applicants(:'acme', documents =>
    array[:'terms']::uuid[]) \gset
select id as bare from given.applicants(:'acme', '{ann@example.com}') \gset
select id as strange from given.invitation(:'firm') \gset
select is(applicant_must_sign(given.link(:'signed')), true,
        'there may be something to sign'),
    is(applicant_must_sign(given.link(:'bare')), false, 'or nothing'),
    is(applicant_must_sign(given.link(:'strange')), false,
        'in another family there is nothing');

select * from finish();
