-- SPDX-License-Identifier: MIT
select plan(21);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt,
    given.organization('Cord') as cord \gset
select id as invitation from given.invitation(:'acme') \gset
create function pg_temp.make(
    l link, acceptor_id uuid, alias_name text default 'Acme'
) returns connection
language plpgsql as $$
declare
    v_row invitation;
begin
    select i.* into v_row from invitation i where i.id = l.invitation_id;
    return connection_make(l, v_row, acceptor_id, alias_name);
end
$$;
select (c).id, c::text as made
from pg_temp.make(given.link(:'invitation'), :'bolt') c \gset
select is(:'made', c::text, 'it gives the acceptor''s side'),
    is(c.connected_organization_id, :'acme', 'connected with the inviter'),
    is(c.status, 'active', 'active at once'),
    is(c.is_approver, false, 'with nothing to approve'),
    is(c.alias_name, 'Acme', 'under the acceptor''s alias'),
    is(c.invitation_id, :'invitation', 'by the invitation'),
    is(c.link_id, null, 'and no public link'),
    is(row(c.tags, c.approved_at, c.archived_at, c.revision)::text,
        '({},,,1)', 'with nothing else set')
from connection c where organization_id = :'bolt';
select is(c.id, :'id', 'the other side has the same id'),
    is(c.connected_organization_id, :'bolt', 'connected with the acceptor'),
    is(c.status, 'active', 'active too'),
    is(c.is_approver, false, 'with nothing to approve'),
    is(c.alias_name, 'Bolt', 'under the alias of the invitation'),
    is(c.invitation_id, :'invitation', 'by the same invitation')
from connection c where organization_id = :'acme';

select id as second from given.invitation(:'acme', 'two@example.com') \gset
select is((pg_temp.make(given.link(:'second'), :'bolt')).id, null,
    'two that are connected are not connected again');
select is((select count(*)::int from connection), 2, 'nothing is written');
update connection set status = 'archived';
select isnt((pg_temp.make(given.link(:'second'), :'bolt')).id, null,
    'after they parted they may be');

-- By a public link.
select id as public from given.public_link(:'acme', true) \gset
select (c).id from pg_temp.make((select l from link l where l.id = :'public'),
    :'cord') c \gset
select is(string_agg(concat_ws(' ', o.name, c.status, c.is_approver,
        coalesce(c.alias_name, '-'), c.link_id = :'public',
        c.invitation_id is null), ', ' order by o.name),
    'Acme pending t - t t, Cord pending f Acme t t',
    'both sides wait; the one whose link it was approves')
from connection c join organization o on o.id = c.organization_id
where c.id = :'id';
update connection set status = 'declined' where id = :'id';
update public_invite_settings set requires_approval = false;
select (c).id from pg_temp.make((select l from link l where l.id = :'public'),
    :'cord') c \gset
select is(string_agg(concat_ws(' ', o.name, c.status, c.is_approver), ', '
        order by o.name), 'Acme active t, Cord active f',
    'none waits where no approval is asked for')
from connection c join organization o on o.id = c.organization_id
where c.id = :'id';

-- Another's settings are nobody else's.
select id as theirs from given.public_link(:'bolt', true) \gset
update connection set status = 'archived';
select is((pg_temp.make(given.link(:'second'), :'cord')).status, 'active',
    'an invitation never waits'),
    is((pg_temp.make((select l from link l where l.id = :'theirs'), :'cord'))
        .status, 'pending', 'a public link as its own settings say');

select * from finish();
