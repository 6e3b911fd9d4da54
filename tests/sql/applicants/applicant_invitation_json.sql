-- SPDX-License-Identifier: MIT
select plan(5);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id from given.applicants(:'acme', '{A@example.com,b@example.com}')
\gset
select business_id from applicant_invitation where invitation_id = :'id' \gset
select is(applicant_invitation_json(i)::jsonb, jsonb_build_object(
        'invitation_id', i.id, 'business_id', :'business_id',
        'case_id', null, 'status', 'pending', 'applicants',
        (select jsonb_agg(jsonb_build_object('applicant_id', p.id, 'email',
            p.email, 'status', 'pending') order by p.id) from applicant p),
        'expires_at', wire_time(i.expires_at),
        'created_at', wire_time(i.created_at)), 'all of it is shown')
from invitation i where i.id = :'id';
create function pg_temp.words(id uuid) returns text
language sql as $$
    select concat_ws(' ', j->>'status', j->'applicants'->0->>'status',
        j->'applicants'->1->>'status')
    from (select applicant_invitation_json(i) as j from invitation i
        where i.id = words.id) f
$$;
update invitation_applicant w set accepted_at = now(), custom_fields = '{}'
from applicant a where a.id = w.applicant_id
    and a.email_key = 'b@example.com';
select is(pg_temp.words(:'id'), 'pending pending accepted',
    'one may have accepted');
select given.expired(:'id');
select is(pg_temp.words(:'id'), 'expired expired accepted',
    'who stays so when it expires');
update invitation set state = 'rejected';
select is(pg_temp.words(:'id'), 'declined declined accepted',
    'or the other declines');
update invitation set state = 'revoked';
select is(pg_temp.words(:'id'), 'revoked revoked accepted',
    'or the customer revokes');

select * from finish();
