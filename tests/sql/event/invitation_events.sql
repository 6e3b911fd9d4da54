-- SPDX-License-Identifier: MIT
select plan(3);

select given.organization('Acme') as acme \gset
select id as one from given.invitation(:'acme', 'one@example.com') \gset
select id as two from given.invitation(:'acme', 'two@example.com') \gset
select (invitation_revoke(given.operator(), :'one')).id \gset
create function pg_temp.types_of(id uuid) returns text
language sql as $$
    select string_agg(e->>'type', ' ')
    from invitation i, json_array_elements(invitation_events(i)) e
    where i.id = types_of.id
$$;
select is(pg_temp.types_of(:'one'), 'invitation.created invitation.revoked',
    'the events of one invitation, oldest first');
-- A transaction that began first may have had to wait for the other.
update event set transaction_id = '100' where type = 'invitation.revoked';
select is(pg_temp.types_of(:'one'), 'invitation.created invitation.revoked',
    'whichever transaction wrote them');
delete from event;
select is(invitation_events(i)::text, '[]', 'none are an empty array')
from invitation i where i.id = :'one';

select * from finish();
