-- SPDX-License-Identifier: MIT
select plan(6);

select given.organization('Acme') as acme,
    given.organization('Shop', kind => 'merchant') as shop,
    given.organization('Cust', kind => 'customer') as cust \gset
select id as one from given.invitation(:'acme', 'Bolt@Example.com') \gset
select id as phoned from given.merchant_invitation(:'shop', null,
    '+49 170 1234', '%s@sms.example') \gset
select id as many from given.applicants(:'cust',
    '{a@example.com,b@example.com}') \gset
select given.state() as before \gset
select is(mail_party(:'acme', :'one', null), 'Bolt@Example.com',
    'the only recipient, as typed');
select is(mail_party(:'shop', :'phoned', null), '+49 170 1234',
    'or by the telephone');
select is(mail_party(:'cust', :'many', r.id), 'b@example.com',
    'one of several') from recipient r
where r.invitation_id = :'many' and r.email_key = 'b@example.com';
select is(mail_party(:'cust', :'many', null), null,
    'of several none is the one');
select is(mail_party(:'acme', null, null), null,
    'a public link is for nobody');
select is(given.state(), :'before', 'and nothing is written');

select * from finish();
