-- SPDX-License-Identifier: MIT
select plan(21);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id from given.invitation(:'acme', 'Bolt@Example.com') \gset
select id as link, recipient_id as recipient, given.hash(l) as hash
from given.link(:'id') l \gset
create function pg_temp.reject(l link, reason text default null)
returns reply
language plpgsql as $$
begin
    return link_reject(l.organization_id, given.visitor(), l.id,
        given.hash(l), reason);
end
$$;
select given.public_link(:'acme') as public \gset
select given.state() as before \gset
select is((link_reject(:'acme', given.visitor(), :'link', repeat('0', 64),
        null)).code, 'not_found', 'a token never made is unknown'),
    is((link_reject(:'bolt', given.visitor(), :'link', :'hash', null)).code,
        'not_found', 'so is one under another organization'),
    is((pg_temp.reject(given.link(:'id', 'returned'))).code,
        'not_rejectable', 'a link that was returned rejects nothing'),
    is((pg_temp.reject(:'public'::link)).code, 'not_rejectable',
        'nor does a public one'),
    is(given.state(), :'before', 'and nothing is written');

select body, id as reply_id from pg_temp.reject(given.link(:'id'), 'No.')
\gset
select is(:'body'::jsonb, '{"status": "rejected"}',
        'a link of one''s own does'),
    is(:'reply_id', :'id'::text, 'the invitation'),
    is(state, 'rejected', 'which is rejected'),
    is(rejected_by, 'recipient:' || :'recipient', 'by its recipient'),
    is(reject_reason, 'No.', 'with its words')
from invitation where id = :'id';
select is((e).type, 'invitation.rejected', 'an event says so'),
    is((e).actor, 'link:' || :'link', 'by the link')
from given.last_event() e;
select given.state() as before \gset
select is((pg_temp.reject(given.link(:'id'))).code, null,
        'again, it is done'),
    is(given.state(), :'before', 'and nothing is written');

create function pg_temp.reject_in(organization_id uuid, state text)
returns text
language plpgsql as $$
declare
    v_row invitation := given.invitation(organization_id,
        state || '@example.com');
begin
    update invitation i set state = reject_in.state where i.id = v_row.id;
    return (pg_temp.reject(given.link(v_row.id))).code;
end
$$;
select is(pg_temp.reject_in(:'acme', 'accepted'), 'invitation_used_up',
    'an accepted one is refused');
select is(pg_temp.reject_in(:'acme', 'revoked'), 'invitation_revoked',
    'so is a revoked');
select is(pg_temp.reject_in(:'acme', 'expired'), 'invitation_expired',
    'and an expired');
select is(pg_temp.reject_in(:'acme', 'rejected'), 'invitation_rejected',
    'and one that somebody else rejected');

select id as other from given.invitation(:'acme', 'other@example.com') \gset
select given.link(:'other')::text as old \gset
update link set replaced_at = now() where invitation_id = :'other';
select is((pg_temp.reject(:'old'::link)).code, 'link_replaced',
    'a link that was replaced is refused');
select is(state, 'pending', 'and the invitation lives')
from invitation where id = :'other';

-- A link proves its address whatever became of the recipient's business.
select given.organization('Zap', email => 'zap@example.com') as zap \gset
select id as third from given.invitation(:'acme', 'zap@example.com') \gset
select (pg_temp.reject(given.link(:'third'))).code \gset
select matches(rejected_by, '^recipient:',
    'the recipient rejects, not the business that has the address')
from invitation where id = :'third';

select * from finish();
