-- SPDX-License-Identifier: MIT
select plan(13);

select given.organization('Root') as root \gset
select given.organization('Acme', :'root', kind => 'customer') as acme,
    given.organization('Other', :'root', kind => 'customer') as other,
    given.organization('Firm', :'root') as firm \gset
select given.caller(:'root') as caller \gset
select id from given.applicants(:'acme', '{a@example.com,b@example.com}')
\gset
create function pg_temp.resend(
    organization_id uuid, caller json, id uuid, rotate boolean default null
) returns reply
language sql as $$
    select applicant_invitation_resend(organization_id, caller,
        given.links(4), '{1}', 60, 5, id, rotate)
$$;
select given.guards(format('pg_temp.resend(%L, $1, %L)', :'acme', :'id'));
select is((pg_temp.resend(:'other', :'caller', :'id')).code, 'not_found',
    'another''s invitation is unknown');
select is((pg_temp.resend(:'firm', :'caller', :'id')).code, 'not_found',
    'to what is no customer all are');
select applicant_accept(given.link_of(:'id', 'a@example.com'), null, null,
    null, null, true) \gset
delete from outbox;
select body, revision from pg_temp.resend(:'acme', :'caller', :'id', true)
\gset
select is(:'body'::json->>'data', applicant_invitation_json(i)::text,
        'an invitation is answered as it is now'),
    is(:'body'::json->>'message', 'Invitation resent successfully',
        'and said to be resent'),
    is((select count(*)::int from link l where l.invitation_id = i.id), 8,
        'its links were replaced as asked'),
    is((select string_agg(o.email, ' ') from outbox o), 'b@example.com',
        'who has accepted is not mailed again')
from invitation i where id = :'id';
select r.code, r.body from pg_temp.resend(:'acme', :'caller', :'id') r \gset
select is(:'code'::text, 'too_many', 'what is refused is said'),
    is(:'body'::json->>'retryAfter', '60', 'with all that belongs to it');

select * from finish();
