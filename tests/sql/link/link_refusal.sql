-- SPDX-License-Identifier: MIT
select plan(12);

select given.organization('Acme') as acme, given.organization('Bolt') as bolt
\gset
select id from given.invitation(:'acme') \gset
create function pg_temp.refusal(l link, status text) returns text
language plpgsql as $$
begin
    return link_refusal(l, status);
end
$$;
select is(pg_temp.refusal(l, 'pending'), null, 'a pending one opens'),
    is(pg_temp.refusal(l, 'accepted'), 'invitation_used_up',
        'an accepted one is used up'),
    is(pg_temp.refusal(l, 'rejected'), 'invitation_rejected',
        'a rejected one says so'),
    is(pg_temp.refusal(l, 'revoked'), 'invitation_revoked',
        'so does a revoked'),
    is(pg_temp.refusal(l, 'expired'), 'invitation_expired', 'and an expired')
from given.link(:'id') l;
update link set replaced_at = now() where invitation_id = :'id';
select is(pg_temp.refusal(l, s), 'link_replaced',
    'a replaced link says that first, be it ' || s)
from link l, unnest('{pending,revoked}'::text[]) s
where l.invitation_id = :'id' and l.purpose = 'mailed';

select id as public from given.public_link(:'acme') \gset
select id as other from given.public_link(:'bolt') \gset
select is(pg_temp.refusal(l, null), null, 'a public link opens')
from link l where id = :'public';
update public_invite_settings set is_enabled = false
where organization_id = :'acme';
select is(pg_temp.refusal(l, null), 'public_link_closed',
    'unless it is closed')
from link l where id = :'public';
select is(pg_temp.refusal(l, null), null, 'which is its own affair')
from link l where id = :'other';
update public_invite_settings set is_enabled = true, link_id = null
where organization_id = :'acme';
select is(pg_temp.refusal(l, null), 'public_link_closed',
    'or is not the one of today')
from link l where id = :'public';
update public_invite_settings set link_id = :'public'
where organization_id = :'acme';
update link set replaced_at = now() where id = :'public';
select is(pg_temp.refusal(l, null), 'link_replaced', 'or was replaced')
from link l where id = :'public';

select * from finish();
