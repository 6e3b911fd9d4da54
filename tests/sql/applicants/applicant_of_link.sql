-- SPDX-License-Identifier: MIT
select plan(4);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id from given.applicants(:'acme', '{a@example.com,b@example.com}')
\gset
create function pg_temp.who(l link, email_key text default null) returns text
language sql as $$
    select a.email from applicant a
    where a.id = (applicant_of_link(l, who.email_key)).applicant_id
$$;
select is(pg_temp.who(given.link_of(:'id', 'b@example.com')),
        'b@example.com', 'a mailed link is its recipient''s'),
    is(pg_temp.who(given.link_of(:'id', 'b@example.com', 'returned')),
        'b@example.com', 'and so is one returned'),
    is(pg_temp.who(given.link_of(:'id', 'b@example.com', 'returned'),
        'a@example.com'), 'a@example.com',
        'unless another applicant''s address was proved'),
    is(pg_temp.who(given.link_of(:'id', 'b@example.com', 'returned'),
        'z@example.com'), 'b@example.com', 'a stranger''s is nothing');

select * from finish();
