-- SPDX-License-Identifier: MIT
select plan(35);

select given.organization('Acme', email => 'acme@example.com') as acme,
    given.organization('Bolt') as bolt \gset
create function pg_temp.reject(
    id uuid, rejecter text default 'bolt@example.com', l link default null,
    reason text default 'No.'
) returns text
language plpgsql as $$
declare
    v_row invitation;
begin
    select i.* into v_row from invitation i where i.id = reject.id;
    return invitation_do_reject(v_row, l, rejecter, reason, 'link:1',
        '00000000-0000-0000-0000-000000000001');
end
$$;
select id as one from given.invitation(:'acme', 'one@example.com') \gset

select is(pg_temp.reject(:'one'), null, 'a pending one is rejected');
select is(i.state, 'rejected', 'it has its state'),
    cmp_ok(i.rejected_at, '>=', now(), 'since now'),
    is(i.reject_reason, 'No.', 'with the words'),
    is(i.rejected_by, 'bolt@example.com', 'and by whom'),
    is(r.is_live, false, 'its target is free'),
    is(o.state, 'dropped', 'its mail is dropped'),
    is(i.revision, 2, 'its revision counts')
from invitation i join recipient r on r.invitation_id = i.id
join outbox o on o.invitation_id = i.id and o.recipient_id = r.id
where i.id = :'one';
select is(o.email, 'acme@example.com', 'who invited is told'),
    is(o.invitation_id, :'one', 'of the invitation'),
    is(o.data->>'party', 'one@example.com', 'whom it was for'),
    is(o.data->>'reason', 'No.', 'and the words')
from outbox o where o.kind = 'rejected';
select is((e).type, 'invitation.rejected', 'an event says so'),
    is((e).organization_id, :'acme', 'to who invited'),
    is((e).invitation_id, :'one', 'of the invitation'),
    is((e).actor, 'link:1', 'by the link'),
    is((e).request_id, '00000000-0000-0000-0000-000000000001'::uuid,
        'for the request')
from given.last_event() e;

select given.state() as before \gset
select is(pg_temp.reject(:'one', reason => 'Other words.'), null,
        'the same one again is done'),
    is(pg_temp.reject(:'one', l => given.link(:'one')), null,
        'with a link too'),
    is(pg_temp.reject(:'one', 'organization:' || :'bolt'),
        'invitation_state', 'another is refused'),
    is(pg_temp.reject(:'one', 'organization:' || :'bolt',
            given.link(:'one')), 'invitation_rejected',
        'with a link it is told what became of it'),
    is(given.state(), :'before', 'and nothing is written');

-- It takes no reason.
select id as two from given.invitation(:'acme', 'two@example.com') \gset
select is(pg_temp.reject(:'two', l => given.link(:'two'), reason => null),
    null, 'with a link and without a reason');
select is(reject_reason, null, 'none is none') from invitation
where id = :'two';

-- What has ended otherwise.
select id as revoked from given.invitation(:'acme', 'r@example.com') \gset
select (invitation_revoke(given.operator(), :'revoked')).code \gset
select id as late from given.invitation(:'acme', 'late@example.com') \gset
select given.expired(:'late');
select id as used from given.invitation(:'acme', 'used@example.com') \gset
update invitation set use_count = 1 where id = :'used';
select given.state() as before \gset
select is(pg_temp.reject(:'revoked'), 'invitation_state',
        'a revoked one is not'),
    is(pg_temp.reject(:'revoked', l => given.link(:'revoked')),
        'invitation_revoked', 'which a link says'),
    is(pg_temp.reject(:'late'), 'invitation_state', 'an expired one is not'),
    is(pg_temp.reject(:'late', l => given.link(:'late')),
        'invitation_expired', 'which a link says'),
    is(pg_temp.reject(:'used'), 'invitation_state', 'an accepted one is not'),
    is(pg_temp.reject(:'used', l => given.link(:'used')),
        'invitation_used_up', 'which a link says'),
    is(given.state(), :'before', 'and nothing is written');

-- A link that was replaced while the caller waited for the invitation.
select id as new from given.invitation(:'acme', 'new@example.com') \gset
create function pg_temp.reject_by_old_link(id uuid) returns text
language plpgsql as $$
declare
    v_link link := given.link(id);
begin
    update link l set replaced_at = clock_timestamp() where l.id = v_link.id;
    return pg_temp.reject(id, l => v_link);
end
$$;
select is(pg_temp.reject_by_old_link(:'new'), 'link_replaced',
    'a replaced link rejects nothing');
select is(state, 'pending', 'and the invitation lives')
from invitation where id = :'new';

-- One of several recipients.
select given.organization('Cust', kind => 'customer') as cust \gset
select id as many from given.applicants(:'cust',
    '{a@example.com,b@example.com}') \gset
select applicant_accept(given.link_of(:'many', 'a@example.com'), null, null,
    null, null, true) \gset
select is(pg_temp.reject(:'many', l => given.link_of(:'many',
        'a@example.com')), 'invitation_used_up',
        'who has accepted rejects no more'),
    is(pg_temp.reject(:'many', l => given.link_of(:'many',
        'b@example.com')), null, 'the others may');

select * from finish();
